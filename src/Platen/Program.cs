using Platen.Shell;

return await Cli.Run(args);
