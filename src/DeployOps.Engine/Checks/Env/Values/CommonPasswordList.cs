namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>The lists behind <see cref="CommonPasswords"/>, written by hand: in lower case, separated by white space.</summary>
internal static class CommonPasswordList
{
    /// <summary>Whole passwords that lists of leaked ones have in common, and the ones images and tutorials ship with.</summary>
    public const string Passwords = """
        123456 123456789 12345678 1234567 1234567890 12345 1234 123123 111111 000000 654321 666666 888888 121212 112233 123321 123654
        696969 987654321 159753 147258369 789456123 11111111 00000000 88888888 55555555 99999999 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx
        1qaz2wsx3edc qazwsx qazwsxedc zaq12wsx zaq1xsw2 !qaz2wsx qwerty qwerty123 qwerty1 qwertyuiop qwertyui qwer1234 qwerasdf asdfghjkl asdfgh
        asdf1234 asdfasdf zxcvbnm zxcvbn zxcv1234 abc123 abcd1234 abcdef abcdefg abcdefgh a1b2c3 a1b2c3d4 aa123456 aaa111 password password1
        password12 password123 password1234 password! passw0rd p@ssw0rd p@ssword pa55word pass123 pass1234 passwd passphrase passport
        iloveyou iloveu princess dragon monkey sunshine shadow master killer superman batman pokemon naruto michael jordan jennifer jessica
        michelle ashley nicole daniel andrew joshua matthew robert thomas hunter hunter2 buster soccer hockey football baseball basketball
        charlie donald trustno1 starwars whatever freedom welcome welcome1 welcome123 letmein letmein1 login lovely flower hello hello123
        helloworld ninja mustang access cheese computer corvette cookie summer winter spring autumn summer2024 summer2025 winter2024
        winter2025 internet samsung google chocolate butterfly purple orange yellow silver diamond secret secret1 secret123 secretkey
        secret_key secret-key mysecret mysecretkey my_secret my-secret topsecret supersecret supersecretkey supersecretpassword
        super_secret super-secret jwtsecret jwt_secret jwt-secret jwtsecretkey jwt_secret_key myjwtsecret tokensecret sessionsecret
        session_secret cookiesecret cookie_secret appsecret app_secret keyboardcat admin admin1 admin12 admin123 admin1234 admin123456
        adminadmin admin@123 administrator root root123 root1234 rootroot rootpassword toor alpine ubuntu debian centos raspberry docker
        docker123 dockeradmin vagrant ansible jenkins grafana prometheus kibana elastic elasticsearch changeme changeit default default123
        guest guest123 user user123 user1234 userpass username test test1 test12 test123 test1234 test12345 testtest testing tester testpass
        testpassword dev devpass devpassword develop developer development staging production prod prodpassword local localdev localpass demo
        demo123 sample example dummy temp temp123 temp1234 temporary postgres postgres1 postgres123 postgres1234 postgrespw
        postgrespassword postgresql pgpassword pgadmin pguser pgvector mysql mysql123 mariadb mongo mongodb mongopass redis redis123 redispass
        redispassword valkey foobared neo4j neo4j1 neo4j123 neo4jpassword neo4jpass neo4j/neo4j neo4j/password testgraph rabbitmq rabbit
        kafka minio minioadmin minio123 minioroot s3cret s3cr3t oracle oracle123 sa sapassword sqlserver database dbpass dbpassword
        dbuser db123456 db1234 mydb mypassword mypass myuser mypassword123 nopassword none null empty blank pass passpass system manager
        sysadmin superuser superadmin supervisor operator service backup backup123 monitor monitoring nagios zabbix tomcat spring django fastapi
        flask rails laravel node nodejs express nestjs react angular vuejs company company123 office server server123 network cisco juniper
        huawei xerox canon korea korea123 seoul seoul123 dkssud dkssudgktpdy tkfkdgo tkfkd rlaqkf alsgh qkrwnsgud wpqkf ghkdlxld gkrtod
        tjdrud wjdals gidrl dlstjd rkskek akfldk anwjs whdkgo eoqkr qlalfqjsgh qlqjs ekfrqhr ekdbs qwe123 qweasd qweasdzxc qwe123!@#
        1234qwer 1234asdf 12341234 123qwe 123qwe!@# 123abc 1a2b3c4d 4321 54321 87654321 0987654321 0123456789 01234567 101010 131313 202020
        123456a 123456q a123456 q123456 asd123 zxc123 poi098 mnbvcxz lkjhgfdsa poiuytrewq poiuytre !@#$%^ !@#$%^&* !@#$1234 1234!@#$ q1w2e3r4
        q1w2e3r4t5 p4ssw0rd pwd pwd123 key key123 apikey api_key token token123 bearer jwt hs256 hmac salt pepper crypt cipher
        """;

    /// <summary>Words that passwords and keys are put together from.</summary>
    public const string Words = """
        a an and at be by can do for from go has have here i in is it key keys me my no not of on or our own please set so that the this
        to up us use used using very we with you your should must will was are been being than then there these those only also all any
        long longer short strong stronger strongest secure secured secretly safe safely random really super ultra mega hyper great good best
        better new old big small first second last next change changed changing replace replaced replacing insert put enter fill add make
        made generate generated generating create created build built run running start stop test tests tested testing tester temp temporary
        tmp demo sample example dummy default placeholder value values string text char chars character characters bit bits byte bytes number
        numbers digit digits letter letters minimum min maximum max least less more most length size than password passwords passwd passphrase pass
        phrase pwd pw secret secrets key token tokens jwt jwts json web api app apps application auth authentication authorization oauth
        session sessions cookie cookies csrf sign signed signing signature signer encrypt encrypted encrypting encryption decrypt hash hashed hashing
        salt pepper hmac hs sha md aes rsa access refresh bearer client server service services backend frontend front back end worker
        queue job jobs mail email smtp admin administrator administrators root user users username guest owner operator manager master
        super sudo system sys local localhost host dev devel develop developer development stage staging prod production live release debug
        docker compose container kubernetes cluster cloud node nodejs express nest next react vue angular django flask fast fastapi rails
        laravel spring boot java python ruby php dotnet asp net core redis cache postgres postgresql psql pg mysql maria mariadb mongo
        mongodb sqlite oracle database databases data db dbs neo graph bolt elastic search kibana grafana prometheus rabbit rabbitmq kafka minio
        storage bucket nginx apache proxy gateway public private shared internal external company corp project team office home house
        world hello hi hey welcome login logon signin account open close let letmein love loves loved lover lovely i you iloveyou monkey dragon
        sunshine princess shadow killer hunter tiger lion eagle wolf bear cat cats dog dogs horse bird fish star stars wars war peace moon sun sky
        earth fire water wind ice snow rain summer winter autumn fall spring monday tuesday wednesday thursday friday saturday sunday january
        february march april may june july august september october november december red green blue black white yellow orange purple
        silver gold golden diamond happy lucky cool hot nice sweet sexy baby angel king queen prince boy girl man men woman friend friends
        family mother father brother sister football soccer baseball basketball hockey golf tennis music rock metal jazz guitar piano game gamer
        player ninja samurai pirate wizard magic dream dreams super man batman superman spider pokemon computer internet google apple
        samsung microsoft windows linux ubuntu debian alpine korea korean seoul busan japan china america english chat shop store blog
        keyboard mouse qwerty qwer asdf zxcv abc abcd abcdef xyz foo bar baz qux keyboardcat nothing something anything everything everyone
        someone nobody never ever always forever today tomorrow yesterday time day night morning week month year one two three four five six seven
        eight nine ten zero hundred thousand trust trusted know dont do forget remember keep kept hide hidden show tell told share leak commit committed
        git github repo repository file files env environment environments config configuration variable variables settings
        """;
}
