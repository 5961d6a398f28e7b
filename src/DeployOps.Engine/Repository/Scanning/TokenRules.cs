namespace DeployOps.Engine.Repository.Scanning;

/// <summary>
/// What secrets look like: one entry a format, from the issuers' own documentation of their prefixes. A format whose prefix alone
/// would also stand in ordinary words carries its length; the prefix is the anchor that finds it.
/// </summary>
public static class TokenRules
{
    /// <summary>All formats, private keys, passwords in URLs, and values given to secret names.</summary>
    public static IReadOnlyList<SourceRule> All { get; } =
    [
        Token("aws-access-key", "AWS access key", @"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b", "akia", "asia", "abia", "acca"),
        Token("github-token", "GitHub token", @"\bgh[pousr]_[0-9A-Za-z]{36,251}\b", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        Token("github-fine-grained-token", "GitHub fine-grained token", @"\bgithub_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}\b", "github_pat_"),
        Token("gitlab-token", "GitLab token", @"\bgl(?:pat|dt|ptt|rt|cbt|ft|agent|soat)-[0-9A-Za-z_\-]{20,64}", "glpat-", "gldt-", "glptt-", "glrt-", "glcbt-", "glft-", "glagent-", "glsoat-"),
        Token("slack-token", "Slack token", @"\bxox[abeoprs]-[0-9A-Za-z\-]{20,200}", "xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-"),
        Token("slack-webhook", "Slack webhook address", @"\bhooks\.slack\.com/(?:services|workflows)/T[0-9A-Z]{6,}/[0-9A-Z]{6,}/[0-9A-Za-z]{16,}", "hooks.slack.com/"),
        Token("stripe-key", "Stripe live key", @"\b[sr]k_live_[0-9A-Za-z]{20,200}\b", "sk_live_", "rk_live_"),
        Token("stripe-webhook-secret", "Stripe webhook secret", @"\bwhsec_[0-9A-Za-z+/]{32,64}", "whsec_"),
        Token("google-api-key", "Google API key", @"\bAIza[0-9A-Za-z_\-]{35}", "aiza"),
        Token("google-oauth-secret", "Google OAuth client secret", @"\bGOCSPX-[0-9A-Za-z_\-]{28}", "gocspx-"),
        Token("openai-key", "OpenAI key", @"\bsk-(?:proj-|svcacct-|admin-)?[0-9A-Za-z_\-]{16,120}T3BlbkFJ[0-9A-Za-z_\-]{16,120}", "t3blbkfj").Reaching(140),
        Token("anthropic-key", "Anthropic key", @"\bsk-ant-[a-z]{3,8}[0-9]{2}-[0-9A-Za-z_\-]{80,120}", "sk-ant-"),
        Token("npm-token", "npm token", @"\bnpm_[0-9A-Za-z]{36}\b", "npm_"),
        Token("pypi-token", "PyPI token", @"\bpypi-AgE[0-9A-Za-z_\-]{50,1000}", "pypi-age"),
        Token("sendgrid-key", "SendGrid key", @"\bSG\.[0-9A-Za-z_\-]{22}\.[0-9A-Za-z_\-]{43}", "sg."),
        Token("twilio-key", "Twilio key", @"\bSK[0-9a-f]{32}\b", "twilio").Near(100),
        Token("telegram-bot-token", "Telegram bot token", @"\b[0-9]{8,10}:AA[0-9A-Za-z_\-]{33}\b", ":aa").Reaching(10),
        Token("jwt", "JSON Web Token", @"\beyJ[0-9A-Za-z_\-]{15,}\.eyJ[0-9A-Za-z_\-]{15,}\.[0-9A-Za-z_\-]{20,}", "eyj"),
        Token("azure-storage-key", "Azure storage key", @"\bAccountKey=[0-9A-Za-z+/]{86}==", "accountkey="),
        Token("azure-shared-access", "Azure shared access key", @"\bSharedAccessKey=[0-9A-Za-z+/]{43}=", "sharedaccesskey="),
        Token("digitalocean-token", "DigitalOcean token", @"\bdo[opr]_v1_[0-9a-f]{64}\b", "doo_v1_", "dop_v1_", "dor_v1_"),
        Token("docker-hub-token", "Docker Hub token", @"\bdckr_(?:pat|oat)_[0-9A-Za-z_\-]{27,32}", "dckr_"),
        Token("huggingface-token", "Hugging Face token", @"\bhf_[A-Za-z]{34}\b", "hf_"),
        Token("vault-token", "HashiCorp Vault token", @"\bhv[sbr]\.[0-9A-Za-z_\-]{90,300}", "hvs.", "hvb.", "hvr."),
        Token("shopify-token", "Shopify token", @"\bshp(?:at|ca|pa|ss)_[0-9a-f]{32}\b", "shpat_", "shpca_", "shppa_", "shpss_"),
        Token("discord-webhook", "Discord webhook address", @"\bdiscord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[0-9A-Za-z_\-]{60,80}", "/api/webhooks/").Reaching(16),
        Token("age-secret-key", "age secret key", @"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b", "age-secret-key-1"),
        Token("grafana-token", "Grafana token", @"\bgls[a]_[0-9A-Za-z]{32}_[0-9a-f]{8}\b", "glsa_"),
        new PrivateKeyRule
        {
            Id = "private-key",
            Kind = "private key",
            Group = SourceRuleGroup.PrivateKey,
            Anchors = ["private key-----", "private key block-----", "putty-user-key-file"],
        },
        new ConnectionUrlRule { Id = "url-password", Kind = "password in a URL", Group = SourceRuleGroup.Token, Anchors = ["://"] },
        new ConnectionUrlRule { Id = "url-password", Kind = "password in a URL", Group = SourceRuleGroup.Token, Anchors = ["://"], IsForTests = true },
        new AssignmentRule
        {
            Id = "secret-assignment",
            Kind = "random-looking value of a secret name",
            Group = SourceRuleGroup.Assignment,
            Anchors = ["passw", "passphrase", "pwd", "secret", "token", "apikey", "api_key", "api-key", "accesskey", "access_key", "privatekey", "private_key", "signing_key", "encryption_key", "auth_key", "credential"],
        },
    ];

    private static TokenRule Token(string id, string kind, string pattern, params string[] anchors) =>
        new(pattern) { Id = id, Kind = kind, Group = SourceRuleGroup.Token, Anchors = anchors };
}
