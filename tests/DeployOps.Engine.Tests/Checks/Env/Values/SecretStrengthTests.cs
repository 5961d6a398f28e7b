using DeployOps.Engine.Checks.Env.Values;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env.Values;

public sealed class SecretStrengthTests
{
    [Theory]
    [InlineData("", SecretWeakness.TooShort)]
    [InlineData("a8F!kz0", SecretWeakness.TooShort)]
    [InlineData("postgres", SecretWeakness.CommonPassword)]
    [InlineData("POSTGRES123!", SecretWeakness.CommonPassword)]
    [InlineData("P@ssw0rd2026!", SecretWeakness.CommonPassword)]
    [InlineData("password", SecretWeakness.CommonPassword)]
    [InlineData("Adm1n1strat0r2024", SecretWeakness.CommonPassword)]
    [InlineData("qlalfqjsgh1234", SecretWeakness.CommonPassword)]
    [InlineData("s3cret", SecretWeakness.CommonPassword)]
    [InlineData("MyShopDatabase2026!", SecretWeakness.DictionaryWords)]
    [InlineData("super-strong-password-for-my-database", SecretWeakness.DictionaryWords)]
    [InlineData("BlueTigerSeoul77", SecretWeakness.DictionaryWords)]
    [InlineData("aaaaaaaaaaaaaaaa", SecretWeakness.RepeatedCharacters)]
    [InlineData("aaaaaaaaaaaaaaab1", SecretWeakness.RepeatedCharacters)]
    [InlineData("1111111122222222", SecretWeakness.RepeatedCharacters)]
    [InlineData("abcabcabcabcabc", SecretWeakness.ShortCycle)]
    [InlineData("xK9!xK9!xK9!xK9!", SecretWeakness.ShortCycle)]
    [InlineData("abcdefghijklmnop", SecretWeakness.Sequence)]
    [InlineData("zyxwvutsrqponmlk", SecretWeakness.Sequence)]
    [InlineData("01234567890123456789", SecretWeakness.Sequence)]
    [InlineData("qwertyuiopasdf", SecretWeakness.KeyboardWalk)]
    [InlineData("1qaz2wsx3edc4rfv", SecretWeakness.KeyboardWalk)]
    [InlineData("poiuytrewqlkjhgf", SecretWeakness.KeyboardWalk)]
    [InlineData("!@#$%^&*()_+", SecretWeakness.KeyboardWalk)]
    [InlineData("shop2026", SecretWeakness.SameAsUserName)]
    [InlineData("SHOP-SHOP", SecretWeakness.SameAsUserName)]
    [InlineData("shop!!", SecretWeakness.SameAsUserName)]
    [InlineData("p1p1q1q1p1q1", SecretWeakness.LowEntropy)]
    public void A_weak_password_is_told(string password, SecretWeakness weakness) =>
        Assert.Contains(weakness, SecretStrength.WeaknessesOf(password, SecretDemand.Password, "shop"));

    [Theory]
    [InlineData("vN4tQe81LrXw7KzpYd3h")]
    [InlineData("k29dfj30fksl")]
    [InlineData("correct-horse-battery-staple")]
    [InlineData("9f86d081884c7d65")]
    [InlineData("파란하늘아래달리는고양이")]
    [InlineData("x!7Q$d@9Lm^2")]
    [InlineData("shopkeeper-vN4tQe81LrXw7Kzp")]
    public void A_strong_password_has_no_weakness(string password) => Assert.Empty(SecretStrength.WeaknessesOf(password, SecretDemand.Password, "shop"));

    [Theory]
    [InlineData("q7RzN2pXvL9wKtB4mYcD8sHfJ3gUeA6", SecretWeakness.TooShort)]
    [InlineData("this-is-my-super-secret-key-for-jwt-signing", SecretWeakness.DictionaryWords)]
    [InlineData("00000000000000000000000000000000", SecretWeakness.RepeatedCharacters)]
    [InlineData("abcd1234abcd1234abcd1234abcd1234", SecretWeakness.ShortCycle)]
    [InlineData("abcdefghijklmnopqrstuvwxyz123456", SecretWeakness.Sequence)]
    [InlineData("qwertyuiopasdfghjklzxcvbnm123456", SecretWeakness.KeyboardWalk)]
    [InlineData("jwt-secret-jwt-secret-Qz81-jwt-secret", SecretWeakness.LowEntropy)]
    public void A_weak_signing_key_is_told(string key, SecretWeakness weakness) =>
        Assert.Contains(weakness, SecretStrength.WeaknessesOf(key, SecretDemand.SigningKey));

    [Theory]
    [InlineData("0123456789abcdef", 32)]
    [InlineData("0123456789ABCDEF", 64)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 43)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 32)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789", 32)]
    public void Random_signing_keys_are_strong(string alphabet, int length)
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var key = new string([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);

            Assert.True(SecretStrength.WeaknessesOf(key, SecretDemand.SigningKey).Count == 0, $"{key} {SecretEntropy.Bits(key):0.0}");
        }
    }

    [Theory]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 12)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 20)]
    [InlineData("0123456789abcdef", 24)]
    public void Random_passwords_are_strong(string alphabet, int length)
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var password = new string([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);

            Assert.True(SecretStrength.WeaknessesOf(password, SecretDemand.Password, "shop").Count == 0, $"{password} {SecretEntropy.Bits(password):0.0}");
        }
    }

    [Fact]
    public void A_private_key_of_many_lines_is_strong()
    {
        var random = new Random(9);
        var body = Convert.ToBase64String([.. Enumerable.Range(0, 1200).Select(_ => (byte)random.Next(256))], Base64FormattingOptions.InsertLineBreaks);

        Assert.Empty(SecretStrength.WeaknessesOf($"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----", SecretDemand.SigningKey));
    }
}
