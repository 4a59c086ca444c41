using Platen.Shell;

return await Cli.Run(args, Terminal.OfProcess(), TimeProvider.System);
