using System.Text;
using DeployOps.Engine.EnvFiles;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

public sealed class PlaceholderTests
{
    private static readonly string[] Always =
    [
        "change_me_in_env", "changeme", "CHANGE-ME", "ChangeMe123", "change me", "please-change-me", "changeit", "change_this_secret", "replace-me", "REPLACE_WITH_REAL_KEY",
        "your-api-key", "your_password_here", "yourPassword", "your-secret-key-min-32-chars", "yourdomain.com", "https://yourdomain.com", "sk-your-key-here", "sk-yourapikey",
        "<password>", "<your key>", "<비밀번호>", "{{ secret }}", "[[TOKEN]]", "__JWT_SECRET__", "%%SECRET%%", "#{secret}", "xxx", "XXXX", "xxxxxxxx", "sk-xxxxxxxx", "xxxx-xxxx", "sk-...",
        "...", "…", "***", "????", "TODO", "tbd", "FIXME", "example", "Sample", "dummy", "foobar", "undefined", "placeholder", "my-placeholder-value", "fill-me-in", "insert-your-key",
        "dummy-secret", "example_password", "set-this-value", "to-be-defined", "secret-goes-here", "generate-with-openssl", "openssl rand -base64 32",
        "강력한-비밀번호-설정", "최소-32자-이상-매우-강력한-시크릿-키", "여기에_입력", "여기에-키를-넣으세요", "비밀번호를 입력하세요", "변경하세요", "변경해주세요", "반드시-변경-필수", "바꾸세요", "발급받은-키", "예시", "값",
        "시크릿-키", "비밀번호설정", "8자이상",
    ];

    private static readonly string[] OnlySecrets = ["비밀번호", "강력한", "패스워드123", "암호", "변경", "내-시크릿", "임의의문자열"];

    private static readonly string[] Never =
    [
        "", " ", "production", "false", "shop", "https://shop.test", "postgresql+asyncpg://shop:vN4tQe81LrXw@db:5432/shop", "vN4tQe81LrXw7KzpYd3h", "xX9xkXx2", "max", "exxxon", "axxxxb",
        "yours", "YourShop", "younger", "todos", "todo-list-service", "example-shop", "sampler", "dummys", "changes", "exchange", "2026.01.14", "*", "?", "..", "a...b", "안녕하세요", "쇼핑몰", "admin@shop.test",
        "<html><body>", "__init__.py", "%APPDATA%x", "k29dfj30fkslw02jdkd9", "서울특별시 강남구",
    ];

    public static TheoryData<string, bool, bool> Values
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (var (values, plain, secret) in new[] { (Always, true, true), (OnlySecrets, false, true), (Never, false, false) })
            {
                foreach (var value in values)
                {
                    data.Add(value, plain, secret);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_told(string value, bool isPlaceholder, bool isPlaceholderForSecret)
    {
        Assert.Equal(isPlaceholder, Placeholder.Is(value, isSecret: false));
        Assert.Equal(isPlaceholderForSecret, Placeholder.Is(value, isSecret: true));
    }

    [Fact]
    public void Korean_that_macOS_took_apart_is_read() => Assert.True(Placeholder.Is("강력한-비밀번호-설정".Normalize(NormalizationForm.FormD), isSecret: false));

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("www.Example.org.", true)]
    [InlineData("db.example", true)]
    [InlineData("www.yourdomain.com", true)]
    [InlineData("your-host", true)]
    [InlineData("shop.test", false)]
    [InlineData("example.co.kr", false)]
    [InlineData("myexample.com", false)]
    [InlineData("examples.com", false)]
    public void A_host_is_told(string host, bool isPlaceholder) => Assert.Equal(isPlaceholder, Placeholder.IsHost(host));

    [Fact]
    public void Random_secrets_are_none()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=";
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var secret = new string([.. Enumerable.Range(0, random.Next(12, 65)).Select(_ => alphabet[random.Next(alphabet.Length)])]);

            Assert.False(Placeholder.Is(secret, isSecret: true), secret);
        }
    }
}
