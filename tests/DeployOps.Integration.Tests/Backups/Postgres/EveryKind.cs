namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>A database with something of everything that an application may have.</summary>
internal static class EveryKind
{
    public const int Tables = 17;

    public static readonly string[] Statements =
    [
        """
        CREATE TYPE mood AS ENUM ('sad', 'so so', '좋음');
        CREATE DOMAIN even AS int CHECK (VALUE % 2 = 0);
        CREATE TYPE pair AS (a int, b text);
        CREATE TABLE every (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, i2 smallint, i4 int, n numeric, n2 numeric(20, 5), r real, d double precision, t text, c char(5), v varchar(20),
            b bytea, o boolean, da date, ti time, tz timestamptz, ts timestamp, iv interval, u uuid, j json, jb jsonb, ai int[], at text[][], ir int4range, mr nummultirange,
            ip inet, ci cidr, ma macaddr, bi bit(5), bv bit varying, mo money, x xml, po point, pg polygon, tv tsvector, mm mood, ev even, pa pair, g int GENERATED ALWAYS AS (i4 * 2) STORED);
        INSERT INTO every (i2, i4, n, n2, r, d, t, c, v, b, o, da, ti, tz, ts, iv, u, j, jb, ai, at, ir, mr, ip, ci, ma, bi, bv, mo, x, po, pg, tv, mm, ev, pa) VALUES
            (-32768, 2147483647 / 2, 'NaN', 123456789012345.12345, 'NaN', 'Infinity', E'tab\tline\nfeed\\.\n\\.\nback\\slash\r "quote''', 'ab', '', '\x00ff5c0a', true, 'infinity', '23:59:59.999999',
             '2026-11-21 02:00:00+09', '-infinity', '1 year -2 days 3.5 seconds', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a" : 1,  "a":2}', '{"z": [1, null, "한글"]}', '{1,NULL,3}', '{{"a b","c\"d"},{NULL,""}}',
             '[1,10)', '{[1.5,2.5),(7,]}', '192.168.0.1/24', '10.0.0.0/8', '08:00:2b:01:02:03', B'10101', B'1', 1234.56, '<a>한글</a>', '(1.5,-2)', '((0,0),(1,1),(2,0))', 'a fat cat', '좋음', 4, '(7,"x,y")'),
            (NULL, NULL, '-Infinity', NULL, 1.1, 0.1, NULL, NULL, NULL, '', NULL, '-infinity', NULL, 'infinity', NULL, NULL, NULL, NULL, 'null', '{}', NULL, 'empty', '{}', '::1', NULL, NULL, NULL, B'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            (0, 0, 1e-30, 0, -0.0, 5e-324, '한글 🎉 \N', '', 'NULL', NULL, false, '0044-03-15 BC', '00:00', '1970-01-01', now()::timestamp, '0', NULL, '[]', '[]', '[0:1]={5,6}', '{}', '(,)', NULL, NULL, NULL, NULL, NULL, NULL, -1, NULL, NULL, NULL, '', 'sad', 0, NULL);
        """,
        """
        CREATE SCHEMA "Odd Schema";
        CREATE TABLE "Odd Schema"."Tab""le 한글 🎉" ("Col umn" text, "select" int, "a""b" text, ÄÖ int);
        INSERT INTO "Odd Schema"."Tab""le 한글 🎉" VALUES ('x', 1, 'y', 2), ('', NULL, E'\t', 3);
        CREATE TABLE "Odd Schema".E'x' ();
        """.Replace("E'x'", "\"line\nfeed; (it's) FROM stdin;\"", StringComparison.Ordinal),
        """INSERT INTO "Odd Schema".NAME DEFAULT VALUES""".Replace("NAME", "\"line\nfeed; (it's) FROM stdin;\"", StringComparison.Ordinal),
        """CREATE SEQUENCE "Odd Schema"."se'q\ ""x" START 7 INCREMENT -3 MAXVALUE 100; SELECT nextval('"Odd Schema"."se''q\ ""x"'); SELECT nextval('"Odd Schema"."se''q\ ""x"'); CREATE SEQUENCE never""",
        """
        CREATE TABLE empty (id serial PRIMARY KEY, t text);
        CREATE UNLOGGED TABLE unlogged (a int);
        INSERT INTO unlogged SELECT generate_series(1, 10);
        CREATE TABLE parent (a int, b text);
        CREATE TABLE child (own int) INHERITS (parent);
        ALTER TABLE parent ADD COLUMN later text DEFAULT 'l';
        INSERT INTO parent VALUES (1, 'parent', 'q');
        INSERT INTO child (a, b, own, later) VALUES (2, 'child', 3, 'w');
        CREATE TABLE dropped (a int, gone int, z text, b int);
        ALTER TABLE dropped DROP COLUMN gone;
        INSERT INTO dropped VALUES (1, 'zz', 2);
        """,
        """
        CREATE TABLE measured (at date NOT NULL, place text, value int) PARTITION BY RANGE (at);
        CREATE TABLE measured_2025 PARTITION OF measured FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE measured_2026 (value int, place text, at date NOT NULL);
        ALTER TABLE measured ATTACH PARTITION measured_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE measured_rest PARTITION OF measured DEFAULT PARTITION BY LIST (place);
        CREATE TABLE measured_rest_all PARTITION OF measured_rest DEFAULT;
        INSERT INTO measured SELECT date '2025-06-01' + n, 'p' || n % 3, n FROM generate_series(0, 999) n;
        """,
        """
        CREATE TABLE hen (id int PRIMARY KEY, egg int);
        CREATE TABLE egg (id int PRIMARY KEY, hen int REFERENCES hen DEFERRABLE INITIALLY DEFERRED);
        INSERT INTO hen VALUES (1, 1);
        INSERT INTO egg VALUES (1, 1);
        ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg DEFERRABLE INITIALLY DEFERRED;
        CREATE TABLE self (id int PRIMARY KEY, up int REFERENCES self);
        INSERT INTO self VALUES (1, NULL), (2, 1), (3, 2);
        """,
        """
        CREATE TABLE log (what text);
        CREATE FUNCTION logged() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
        -- Name: not one; Type: COMMENT; Schema: -
        INSERT INTO log VALUES ('COPY x FROM stdin;');
        RETURN NEW;
        END $$;
        CREATE TABLE watched (a int);
        CREATE TRIGGER watch BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION logged();
        INSERT INTO watched VALUES (1), (2);
        CREATE PROCEDURE committing() LANGUAGE plpgsql AS $$
        BEGIN
        COMMIT;
        END;
        $$;
        CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
        CREATE FUNCTION same(int, int) RETURNS boolean LANGUAGE sql AS 'SELECT $1 = $2';
        CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = same);
        CREATE VIEW seen AS SELECT a, total(a) OVER () FROM watched WHERE a === a;
        CREATE MATERIALIZED VIEW summed AS SELECT place, sum(value) FROM measured GROUP BY place;
        CREATE UNIQUE INDEX ON summed (place);
        CREATE INDEX ON every (lower(t)) WHERE t IS NOT NULL;
        CREATE STATISTICS stat ON a, b FROM parent;
        COMMENT ON TABLE watched IS 'a comment; with ''quotes''';
        CREATE TABLE secret_rows (a int);
        ALTER TABLE secret_rows ENABLE ROW LEVEL SECURITY;
        CREATE POLICY p ON secret_rows USING (a > 1);
        INSERT INTO secret_rows VALUES (1), (2);
        CREATE COLLATION plain (provider = libc, locale = 'C');
        CREATE TEXT SEARCH CONFIGURATION words (COPY = simple);
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        """,
        "SELECT lo_from_bytea(0, '\\x00ff'), lo_create(0), lo_from_bytea(0, convert_to(repeat('0123456789abcdef', 200000), 'UTF8'))",
    ];
}
