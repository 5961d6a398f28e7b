BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../DeployOps.psd1"
    $Cmdlets = (Get-Command -Module DeployOps).Name
    $Links = foreach ($name in $Cmdlets) { @{ Name = $name } }
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    Import-Module $ModuleManifest
    $Common = [Management.Automation.PSCmdlet]::CommonParameters
}

Describe 'Get-Help <Name>' -ForEach $Links {
    BeforeAll {
        $command = Get-Command $Name
        $help = Get-Help $Name -Full
    }

    It 'has a synopsis and a description' {
        $help.Synopsis | Should -Not -BeLike "*$Name *[[]*"
        $help.Synopsis.Trim().Length | Should -BeGreaterThan 20
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 100
    }

    It 'describes every parameter as it is' {
        $documented = $help.parameters.parameter
        $documented.name | Sort-Object | Should -Be ($command.Parameters.Values | Where-Object Name -NotIn $Common | ForEach-Object Name | Sort-Object)
        foreach ($parameter in $documented) {
            ($parameter.description.Text -join '') | Should -Not -BeNullOrEmpty -Because "-$($parameter.name) needs a text"
            $is = $command.Parameters[$parameter.name]
            $parameter.aliases -replace 'none' -split ', ' | Where-Object { $_ } | Should -Be $is.Aliases
            $fromPipeline = $is.ParameterSets.Values.ValueFromPipeline -contains $true
            $byName = $is.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true
            $parameter.pipelineInput -like '*ByValue*' | Should -Be $fromPipeline -Because "-$($parameter.name)"
            $parameter.pipelineInput -like '*ByPropertyName*' | Should -Be $byName -Because "-$($parameter.name)"
            $wildcards = $is.Attributes.Where({ $_ -is [SupportsWildcards] }).Count -gt 0
            $parameter.globbing | Should -Be "$wildcards".ToLowerInvariant() -Because "-$($parameter.name)"
        }
    }

    It 'has the syntax that PowerShell sees' {
        # Each syntax line as a sorted list of its parameters, those that are required marked.
        $shown = $help.syntax.syntaxItem | ForEach-Object { ($_.parameter | ForEach-Object { "$($_.name):$($_.required):$($_.position)".ToLowerInvariant() } | Sort-Object) -join ' ' }
        $seen = $command.ParameterSets | ForEach-Object {
            ($_.Parameters | Where-Object Name -NotIn $Common | ForEach-Object { "$($_.Name):$($_.IsMandatory):$(if ($_.Position -lt 0) { 'named' } else { $_.Position })".ToLowerInvariant() } | Sort-Object) -join ' '
        }
        $shown | Sort-Object | Should -Be ($seen | Sort-Object)
    }

    It 'has two examples or more, whose parameters exist' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        foreach ($example in $help.examples.example) {
            $problems = $null
            $script = [Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty -Because $example.code
            $calls = $script.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)
            foreach ($call in $calls | Where-Object { $_.GetCommandName() -in (Get-Command -Module DeployOps).Name }) {
                $bound = [Management.Automation.Language.StaticParameterBinder]::BindCommand($call, $true)
                # What a splatted table holds is known only when it runs.
                $bound.BindingExceptions.Values.Where({ -not $_.CommandElement.Splatted }).BindingException.Message | Should -BeNullOrEmpty -Because $call.Extent.Text
            }
        }
    }

    It 'names inputs, outputs, notes and links' {
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text | Should -Not -BeNullOrEmpty
        $help.relatedLinks.navigationLink.linkText | Should -Not -BeNullOrEmpty
    }

    It 'is found from a Korean system, too' {
        $answer = Invoke-FreshPowerShell "[cultureinfo]::CurrentUICulture = 'ko-KR'; Import-Module '$ModuleManifest'; (Get-Help $Name).Synopsis"
        $answer.Output | Should -Be $help.Synopsis.Trim()
    }
}

Describe 'about_DeployOps' {
    It 'is found' {
        Get-Help about_DeployOps | Out-String | Should -Match 'SHORT DESCRIPTION'
    }
}

Describe 'The list of approved verbs in the conventions' {
    It 'is the one of PowerShell' {
        $source = Get-Content -Raw "$PSScriptRoot/../DeployOps.Conventions.Tests/Surface/ApprovedVerbs.cs"
        $listed = ([regex]::Match($source, '"""(?<verbs>[^"]+)"""').Groups['verbs'].Value -split '\s+').Where({ $_ })
        $listed | Sort-Object | Should -Be ((Get-Verb).Verb | Sort-Object)
    }
}
