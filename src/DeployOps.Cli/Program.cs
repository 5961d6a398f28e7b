using DeployOps.Cli;

return await ConsoleFace.RunAsync(args);
