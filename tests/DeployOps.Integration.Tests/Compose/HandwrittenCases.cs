namespace DeployOps.Integration.Tests.Compose;

/// <summary>Projects that each show one rule of the specification.</summary>
internal static class HandwrittenCases
{
    public static IReadOnlyList<ComposeCase> All { get; } =
    [
        ComposeCase.Of("scalars", """
            services:
              a:
                image: x:1
                environment: { OCTAL: 0777, FRACTION: 1.10, WORD: yes, TRUTH: True, EXPONENT: 1e3, HEX: 0x1F, POINT: .5, QUOTED: "0777", SINGLE: '1.10', UNDERSCORE: 1_000, NEGATIVE: -7, BIG: 12345678901234567890 }
            """),
        ComposeCase.Of("environment as a list", "services:\n  a:\n    image: x\n    environment:\n      - A=1\n      - B=\n      - TAG\n      - UNSET_NAME\n      - A=2\n      - C=a=b\n"),
        ComposeCase.Of("anchors and merge keys", """
            x-base: &base
              restart: unless-stopped
              environment: &env { A: "1", B: "2" }
            x-more: &more
              user: root
              restart: "no"
            services:
              a:
                <<: *base
                image: x:1
              b:
                <<: [*more, *base]
                image: x:2
                environment:
                  <<: *env
                  B: "3"
            """),
        ComposeCase.Of("ports", """
            services:
              a:
                image: x
                ports: ["80", "127.0.0.1:81:81", "8080-8082:8080-8082", "53:53/udp", "127.0.0.1::90", "[::1]:91:91", "9000-9010:9000", { target: 443, published: "8443", host_ip: 10.0.0.1, protocol: tcp }, "${PORT}:70"]
            """),
        ComposeCase.Of("volumes", """
            services:
              a:
                image: x
                volumes: ["/data", "./src:/src:ro", "named:/named", "/etc/x:/x:rw,z", "~/home:/h", { type: bind, source: ./long, target: /long, read_only: true }, { type: tmpfs, target: /t }, { type: volume, source: named, target: /again }]
            volumes: { named: {} }
            """),
        ComposeCase.Of("depends_on forms", """
            services:
              a: { image: x, depends_on: [b, c] }
              b: { image: x, depends_on: { c: { condition: service_healthy }, d: { condition: service_completed_successfully, required: false } } }
              c: { image: x, healthcheck: { test: ["CMD", "true"] } }
              d: { image: x, links: ["c:alias"], volumes_from: ["c:ro"] }
              e: { image: x, network_mode: "service:a" }
            """),
        ComposeCase.Of("healthcheck forms", """
            services:
              a: { image: x, healthcheck: { test: "curl -f http://x || exit 1", interval: 90s, retries: 3 } }
              b: { image: x, healthcheck: { disable: true } }
              c: { image: x, healthcheck: { test: ["NONE"] } }
              d: { image: x, healthcheck: { timeout: 5s } }
            """),
        ComposeCase.Of("interpolation", """
            services:
              a:
                image: "shop:${TAG:?needed}"
                environment:
                  A: "${UNSET_NAME:-fallback}"
                  B: "${EMPTY:-fallback}"
                  C: "${EMPTY-fallback}"
                  D: "${TAG:+set}"
                  E: "$$literal $TAG"
                  F: "${UNSET_NAME:-${TAG}}"
                  G: "${UNSET_NAME:-${EMPTY:-deep}}"
                  H: 'single ${GREETING}'
                  I: "${UNSET_NAME}"
                  J: "a$1b$"
                labels: { "the.${TAG}.key": "${GREETING}" }
            """),
        ComposeCase.Of("build forms", """
            services:
              a: { build: ./dir }
              b: { image: "b:1", build: { context: ., dockerfile: other.Dockerfile, args: { A: "1", TAG: , B: "${TAG}" } } }
              c: { build: { context: ./c, args: [A=1, TAG, UNSET_NAME] } }
              d: { build: { dockerfile_inline: "FROM x" } }
            """),
        ComposeCase.Of("several documents", "services:\n  a: { image: x, environment: { A: '1' } }\n---\nservices:\n  a: { environment: { B: '2' } }\n  b: { image: y }\n"),
        new ComposeCase("profiles", Single("services:\n  a: { image: x }\n  b: { image: x, profiles: [debug] }\n  c: { image: x, profiles: [tools, debug] }\n  d: { image: x, profiles: [tools] }\n")) { Profiles = ["debug"] },
        new ComposeCase("all profiles", Single("services:\n  a: { image: x }\n  b: { image: x, profiles: [debug] }\n  c: { image: x, profiles: [tools] }\n")) { Profiles = ["*"] },
        ComposeCase.Of("no profile", "services:\n  a: { image: x }\n  b: { image: x, profiles: [debug] }\n"),
        ComposeCase.Merge("merge of maps and scalars",
            "services:\n  a: { image: x, restart: always, environment: { A: '1', B: '1' }, hostname: one }\n",
            "services:\n  a: { restart: unless-stopped, environment: [B=2, C=3] }\n  b: { image: y }\n"),
        ComposeCase.Merge("merge of lists",
            "services:\n  a: { image: x, ports: ['80:80', '81:81'], volumes: ['./a:/a', './b:/b'], cap_add: [A], dns: 1.1.1.1, expose: ['1'], security_opt: [a] }\n",
            "services:\n  a: { ports: ['80:80', '82:82'], volumes: ['./other:/a:ro', 'n:/n'], cap_add: [A, B], dns: [8.8.8.8], expose: ['1', '2'], security_opt: [b] }\nvolumes: { n: }\n"),
        ComposeCase.Merge("replaced lists",
            "services:\n  a: { image: x, command: [a, b], entrypoint: [e], healthcheck: { test: [CMD, one], retries: 2 } }\n",
            "services:\n  a: { command: [c], healthcheck: { test: [CMD, two] } }\n"),
        ComposeCase.Merge("build over a text",
            "services:\n  a: { build: ./one }\n",
            "services:\n  a: { build: { args: { A: '1' } } }\n"),
        ComposeCase.Merge("depends_on over a list",
            "services:\n  a: { image: x, depends_on: [b, c] }\n  b: { image: x }\n  c: { image: x }\n  d: { image: x }\n",
            "services:\n  a: { depends_on: { b: { condition: service_healthy }, d: { condition: service_started } } }\n"),
        ComposeCase.Merge("logging of the same driver",
            "services:\n  a: { image: x, logging: { driver: json-file, options: { max-size: 10m } } }\n  b: { image: x, logging: { driver: json-file, options: { max-size: 10m } } }\n",
            "services:\n  a: { logging: { options: { max-file: '3' } } }\n  b: { logging: { driver: local, options: { max-file: '3' } } }\n"),
        ComposeCase.Merge("reset and override",
            "services:\n  a: { image: x, ports: ['80:80'], environment: { A: '1', B: '2' }, labels: { l: '1' }, restart: always }\n",
            "services:\n  a:\n    ports: !reset []\n    environment: !override { C: '3' }\n    labels:\n      l: !reset null\n    restart: !reset null\n"),
        ComposeCase.Merge("three files",
            "services:\n  a: { image: 'x:1', environment: { A: '1' } }\n",
            "services:\n  a: { image: 'x:2', environment: { B: '2' } }\n",
            "services:\n  a: { environment: { A: '3' }, networks: [n] }\nnetworks: { n: }\n"),
        ComposeCase.Merge("null keeps", "services:\n  a: { image: x, restart: always, environment: { A: '1' } }\n", "services:\n  a: { restart: , hostname: h }\n"),
        ComposeCase.Merge("networks over a list",
            "services:\n  a: { image: x, networks: [one, two] }\nnetworks: { one: , two: , three: }\n",
            "services:\n  a: { networks: { two: { aliases: [t] }, three: } }\n"),
        ComposeCase.Of("extends in the same file", """
            services:
              base: { image: "x:1", restart: always, environment: { A: "1", B: "1" }, ports: ["80:80"], command: [a] }
              middle: { extends: base, environment: { B: "2" } }
              top: { extends: { service: middle }, environment: [C=3], ports: ["81:81"], command: [c] }
            """),
        ComposeCase.With("extends of another file",
            "services:\n  a: { extends: { file: sub/base.yml, service: b }, environment: { B: '2' }, volumes: ['./mine:/mine'] }\n",
            ("sub/base.yml", "services:\n  b: { image: x, build: ./ctx, volumes: ['./theirs:/theirs'], env_file: [b.env], environment: { A: '1', B: '1' } }\n"),
            ("sub/b.env", "FROM_FILE=1\n")),
        ComposeCase.With("extends through two files",
            "services:\n  a: { extends: { file: one/one.yml, service: b } }\n",
            ("one/one.yml", "services:\n  b: { extends: { file: ../two/two.yml, service: c }, environment: { B: '1' } }\n"),
            ("two/two.yml", "services:\n  c: { image: 'deep:1', volumes: ['./v:/v'], depends_on: [] }\n")),
        ComposeCase.With("include",
            "include: [sub/inc.yml]\nservices:\n  a: { image: x, depends_on: [b] }\n",
            ("sub/inc.yml", "services:\n  b: { image: 'y:${TAG}', volumes: ['./data:/data'], build: . }\n")),
        ComposeCase.With("include with settings",
            "include:\n  - path: [sub/inc.yml, sub/over.yml]\n    project_directory: other\n    env_file: inc.env\nservices:\n  a: { image: x }\n",
            ("sub/inc.yml", "services:\n  b: { image: 'y:${FROM_INC}', volumes: ['./data:/data'], environment: [FROM_INC] }\n"),
            ("sub/over.yml", "services:\n  b: { restart: always }\n"),
            ("other/.keep", ""), ("inc.env", "FROM_INC=included\nTAG=loses\n")),
        ComposeCase.With("include that includes",
            "include: [one/one.yml]\nservices:\n  a: { image: x }\n",
            ("one/one.yml", "include: [two/two.yml]\nservices:\n  b: { image: y }\n"),
            ("one/two/two.yml", "services:\n  c: { image: z, volumes: ['./v:/v'] }\n")),
        ComposeCase.Of("secrets and configs", """
            services:
              a: { image: x, secrets: [s, { source: s, target: other }], configs: [c] }
            secrets: { s: { environment: TAG } }
            configs: { c: { content: "x" } }
            """),
        ComposeCase.Of("byte order mark and carriage returns", "\uFEFFservices:\r\n  a:\r\n    image: x:1\r\n    environment:\r\n      A: one\r\n"),
        ComposeCase.Of("project name", "name: \"My_${TAG}!\"\nservices:\n  a: { image: x, hostname: \"${COMPOSE_PROJECT_NAME}\" }\n"),
        ComposeCase.Of("project name from the folder", "services:\n  a: { image: x, hostname: \"${COMPOSE_PROJECT_NAME}\" }\n"),
        ComposeCase.Of("block texts", "services:\n  a:\n    image: x\n    environment:\n      FOLDED: >\n        one\n        two\n      LITERAL: |\n        one\n        $TAG\n    command:\n      - |\n        a\n        b\n"),
        ComposeCase.Of("limits both ways", "services:\n  a: { image: x, mem_limit: 1g, cpus: 0.5 }\n  b: { image: x, deploy: { resources: { limits: { memory: 1g, cpus: '0.5' } } } }\n"),
    ];

    /// <summary>Projects that compose refuses.</summary>
    public static IReadOnlyList<ComposeCase> Refused { get; } =
    [
        ComposeCase.Of("garbage", "services: [a\n  b: }\n"),
        ComposeCase.Of("tab", "services:\n\ta:\n\t\timage: x\n"),
        ComposeCase.Of("duplicate key", "services:\n  a:\n    image: x\n    image: y\n"),
        ComposeCase.Of("key that is no text", "services:\n  a:\n    image: x\n    environment: { 1: x }\n"),
        ComposeCase.Of("list at the top", "- a\n"),
        ComposeCase.Of("empty", ""),
        ComposeCase.Of("extends in a circle", "services:\n  a: { extends: b }\n  b: { extends: a }\n"),
        ComposeCase.Of("extends nothing", "services:\n  a: { extends: gone }\n"),
        ComposeCase.With("extends a missing file", "services:\n  a: { extends: { file: gone.yml, service: b } }\n"),
        ComposeCase.With("include in a circle", "include: [other.yml]\nservices: { a: { image: x } }\n", ("other.yml", "include: [compose.yml]\nservices: { b: { image: x } }\n")),
        ComposeCase.With("include of a missing file", "include: [gone.yml]\nservices: { a: { image: x } }\n"),
        ComposeCase.With("include conflict", "include: [other.yml]\nservices: { a: { image: x } }\n", ("other.yml", "services: { a: { image: y } }\n")),
        ComposeCase.Of("alias without anchor", "services:\n  a: *gone\n"),
        ComposeCase.Of("bad substitution", "services:\n  a: { image: 'x:${TAG' }\n"),
        ComposeCase.Of("required variable", "services:\n  a: { image: 'x:${UNSET_NAME:?say so}' }\n"),
        ComposeCase.Merge("merge of a list into a mapping", "services:\n  a: { image: x, healthcheck: { retries: 2 } }\n", "services:\n  a: { healthcheck: [x] }\n"),
    ];

    private static Dictionary<string, string> Single(string text) => new() { ["compose.yml"] = text };
}
