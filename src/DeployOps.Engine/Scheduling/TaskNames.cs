namespace DeployOps.Engine.Scheduling;

/// <summary>What may stand in a definition: nothing that could end a line or a field of it.</summary>
internal static class TaskNames
{
    /// <summary>Looks at every text of a definition.</summary>
    /// <exception cref="TaskDefinitionInvalidException">One cannot be written down.</exception>
    public static void Demand(TaskDefinition task)
    {
        if (task.Name.Length is 0 or > 200 || !task.Name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-'))
        {
            throw new TaskDefinitionInvalidException("its name has other characters than letters, digits, '.', '_' and '-'");
        }

        if (task.Command.Count == 0 || task.Command.Append(task.Folder).Append(task.Description).Append(task.Account ?? "").Any(text => text.Any(char.IsControl)))
        {
            throw new TaskDefinitionInvalidException("its command, folder or account has control characters, or there is no command");
        }
    }
}
