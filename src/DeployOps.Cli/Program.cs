System.Console.WriteLine("deployops");
