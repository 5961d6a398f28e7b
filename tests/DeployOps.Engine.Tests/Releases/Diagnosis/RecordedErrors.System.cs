using DeployOps.Engine.Releases.Diagnosis;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

internal static partial class RecordedErrors
{
    private static (string Cause, string Part, string Text)[] OfData =>
    [
        (DiagnosisCause.DataUnusable, "", "FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 17.2"),
        (DiagnosisCause.DataUnusable, "", "PANIC:  could not locate a valid checkpoint record"),
        (DiagnosisCause.DataUnusable, "", "initdb: error: directory \"/var/lib/postgresql/data\" exists but is not empty"),
        (DiagnosisCause.DatabaseMissing, "shop", "asyncpg.exceptions.InvalidCatalogNameError: database \"shop\" does not exist"),
        (DiagnosisCause.DatabaseDown, "", "FATAL:  the database system is starting up"),
        (DiagnosisCause.TooManyConnections, "", "FATAL:  sorry, too many clients already"),
        (DiagnosisCause.MigrationFailed, "", "alembic.util.exc.CommandError: Can't locate revision identified by '4d5e6f'"),
        (DiagnosisCause.MigrationFailed, "", "error: Dirty database version 12. Fix and force version."),
        (DiagnosisCause.MigrationFailed, "", "Error: P3009\nmigrate found failed migrations in the target database"),
        (DiagnosisCause.MigrationFailed, "", "ERROR: migration 0007_orders failed"),
        (DiagnosisCause.MigrationFailed, "", "sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) relation \"orders\" does not exist"),
    ];

    private static (string Cause, string Part, string Text)[] OfSystem =>
    [
        (DiagnosisCause.DiskFull, "", "PANIC:  could not write to file \"pg_wal/xlogtemp.27\": No space left on device"),
        (DiagnosisCause.DiskFull, "", "write /data/file: disk quota exceeded"),
        (DiagnosisCause.DiskFull, "", "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk."),
        (DiagnosisCause.OutOfMemory, "", "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory"),
        (DiagnosisCause.OutOfMemory, "", "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space"),
        (DiagnosisCause.OutOfMemory, "", "MemoryError"),
        (DiagnosisCause.OutOfMemory, "", "FATAL:  could not map anonymous shared memory: Cannot allocate memory"),
        (DiagnosisCause.PortTaken, "3000", "Error: listen EADDRINUSE: address already in use :::3000"),
        (DiagnosisCause.PortTaken, "80", "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)"),
        (DiagnosisCause.PortTaken, "5000", "System.IO.IOException: Failed to bind to address http://127.0.0.1:5000: address already in use."),
        (DiagnosisCause.PortTaken, "8080", "Web server failed to start. Port 8080 was already in use."),
        (DiagnosisCause.PortTaken, "", "OSError: [Errno 98] Address already in use"),
        (DiagnosisCause.CommandNotFound, "uvicorn", "bash: line 1: uvicorn: command not found"),
        (DiagnosisCause.CommandNotFound, "uvicorn", "/start.sh: 4: uvicorn: not found"),
        (DiagnosisCause.CommandNotFound, "uvicorn", "sh: uvicorn: not found"),
        (DiagnosisCause.CommandNotFound, "python", "/usr/bin/env: 'python': No such file or directory".Replace("/usr/bin/", "", StringComparison.Ordinal)),
        (DiagnosisCause.ModuleMissing, "fastapi", "ModuleNotFoundError: No module named 'fastapi'"),
        (DiagnosisCause.ModuleMissing, "", "ImportError: cannot import name 'Query' from 'shop.api'"),
        (DiagnosisCause.ModuleMissing, "express", "Error: Cannot find module 'express'\nRequire stack:\n- /app/index.js"),
        (DiagnosisCause.ModuleMissing, "com.shop.Main", "Error: Could not find or load main class com.shop.Main"),
        (DiagnosisCause.ModuleMissing, "libpq.so.5", "/app/server: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory"),
        (DiagnosisCause.ModuleMissing, "Shop.Core", "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Shop.Core, Version=1.0.0.0'. The system cannot find the file specified."),
        (DiagnosisCause.ModuleMissing, "JSON.pm", "Can't locate JSON.pm in @INC (you may need to install the JSON module)"),
        (DiagnosisCause.FileOrPermission, "", "OSError: [Errno 30] Read-only file system: '/app/cache'"),
        (DiagnosisCause.FileOrPermission, "/app/main.py", "python: can't open file '/app/main.py': [Errno 2] No such file or directory"),
        (DiagnosisCause.FileOrPermission, "/run/secrets/jwt", "Error: ENOENT: no such file or directory, open '/run/secrets/jwt'"),
        (DiagnosisCause.FileOrPermission, "/data/uploads", "PermissionError: [Errno 13] Permission denied: '/data/uploads'"),
        (DiagnosisCause.FileOrPermission, "/data/keys", "Unhandled exception. System.UnauthorizedAccessException: Access to the path '/data/keys' is denied."),
        (DiagnosisCause.FileOrPermission, "", "Exception in thread \"main\" java.nio.file.AccessDeniedException: /data/shop.log"),
        (DiagnosisCause.FileOrPermission, "", "mkdir: cannot create directory '/data/tmp': Permission denied"),
        (DiagnosisCause.FileOrPermission, "", "cat: /config/app.ini: No such file or directory"),
        (DiagnosisCause.SegmentationFault, "", "Segmentation fault (core dumped)"),
    ];
}
