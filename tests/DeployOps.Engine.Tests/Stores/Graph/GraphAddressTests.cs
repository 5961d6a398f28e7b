using DeployOps.Engine.Stores.Graph;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

public sealed class GraphAddressTests
{
    [Theory]
    [InlineData("bolt://graph", "bolt://graph:7687", GraphTransport.Plain)]
    [InlineData("BOLT://graph:1234", "bolt://graph:1234", GraphTransport.Plain)]
    [InlineData("bolt+s://graph.example.com/", "bolt+s://graph.example.com:7687", GraphTransport.Tls)]
    [InlineData("bolt+ssc://10.0.0.5", "bolt+ssc://10.0.0.5:7687", GraphTransport.TlsWithAnyCertificate)]
    [InlineData("neo4j://graph_1:7688/shop", "neo4j://graph_1:7688/shop", GraphTransport.Plain)]
    [InlineData("neo4j+s://[::1]:7687", "neo4j+s://[::1]:7687", GraphTransport.Tls)]
    [InlineData("neo4j+ssc://[2001:db8::1]?database=shop", "neo4j+ssc://[2001:db8::1]:7687/shop", GraphTransport.TlsWithAnyCertificate)]
    [InlineData(" bolt://graph?db=a.b-c ", "bolt://graph:7687/a.b-c", GraphTransport.Plain)]
    [InlineData("neo4j://graph?policy=eu&region=x", "neo4j://graph:7687", GraphTransport.Plain)]
    public void An_address_is_read(string uri, string shown, GraphTransport transport)
    {
        var address = GraphAddress.Parse(uri);
        Assert.Equal(shown, address.ToString());
        Assert.Equal(transport, address.Transport);
        Assert.Null(address.Credentials);
    }

    [Fact]
    public void The_database_is_never_guessed()
    {
        Assert.Null(GraphAddress.Parse("neo4j://graph").Database);
        Assert.Equal("shop", GraphAddress.Parse("neo4j://graph/shop").Database);
        Assert.Equal("shop", GraphAddress.Parse("neo4j://graph/shop?database=shop").Database);
    }

    [Fact]
    public void A_login_is_decoded_and_never_shown()
    {
        var address = GraphAddress.Parse("bolt://us%40er:pa%3Ass%2Fw%C3%B6rd:x@graph/shop");
        Assert.Equal(("us@er", "pa:ss/wörd:x"), (address.Credentials!.User, address.Credentials.Password));
        Assert.Equal("graph", address.Host);
        Assert.DoesNotContain("us@er", $"{address}{address.Credentials}", StringComparison.Ordinal);
        Assert.DoesNotContain("pa", $"{address}{address.Credentials}".Replace("graph", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s3cret")]
    [InlineData("http://s3cret")]
    [InlineData("bolt:s3cret")]
    [InlineData("bolt://")]
    [InlineData("bolt://:s3cret@")]
    [InlineData("bolt://user@graph")]
    [InlineData("bolt://user:s3cret@")]
    [InlineData("bolt://user:s3/cret@graph")]
    [InlineData("bolt://user:12/s3cret@graph:7687")]
    [InlineData("bolt://user:s3@cret@graph")]
    [InlineData("bolt://user:s3#cret@graph")]
    [InlineData("bolt://user:s3cret%zz@graph")]
    [InlineData("bolt://user:s3cret%4@graph")]
    [InlineData("bolt://user:s3 cret@graph")]
    [InlineData("bolt://user:s3\ncret@graph")]
    [InlineData("bolt://user:s3cret@graph:0")]
    [InlineData("bolt://user:s3cret@graph:65536")]
    [InlineData("bolt://user:s3cret@graph:-1")]
    [InlineData("bolt://user:s3cret@graph:")]
    [InlineData("bolt://user:s3cret@[::1")]
    [InlineData("bolt://user:s3cret@[graph]")]
    [InlineData("bolt://user:s3cret@[]:7687")]
    [InlineData("bolt://user:s3cret@gra ph")]
    [InlineData("bolt://user:s3cret@gr!ph")]
    [InlineData("bolt://user:s3cret@::1")]
    [InlineData("bolt://graph/a/s3cret")]
    [InlineData("bolt://graph/a?database=s3cret")]
    [InlineData("bolt://graph?database=")]
    [InlineData("bolt://graph?database")]
    [InlineData("bolt://graph?encrypted=s3cret")]
    [InlineData("bolt://graph#s3cret")]
    [InlineData("neo4j://graph/s3cret%20x")]
    public void Anything_else_is_refused_without_repeating_it(string uri)
    {
        var failure = Assert.Throws<GraphAddressException>(() => GraphAddress.Parse(uri));
        Assert.Equal("GraphAddressInvalid", failure.ErrorId);
        Assert.Null(failure.InnerException);
        Assert.DoesNotContain("s3", failure.Message + failure.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", failure.Message + failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_texts_are_read_or_refused_by_name()
    {
        var random = new Random(20261120);
        const string Alphabet = "bolt+s:/@[]?#%=&.a1 \\é";
        for (var round = 0; round < 20_000; round++)
        {
            var text = "bolt://" + new string([.. Enumerable.Range(0, random.Next(25)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            try
            {
                Assert.Equal(GraphAddress.Parse(text).ToString(), GraphAddress.Parse(GraphAddress.Parse(text).ToString()).ToString());
            }
            catch (GraphAddressException)
            {
                // Named: that is the point.
            }
        }
    }
}
