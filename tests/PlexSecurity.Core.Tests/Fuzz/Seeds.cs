using System.Text;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>Valid responses as seeds for mutations.</summary>
internal static class Seeds
{
    public static byte[][] All { get; } =
    [
        .. new[]
        {
            """{"MediaContainer":{"size":0,"token":"transient-00000000-1111-2222-3333-444444444444"}}""",
            """<MediaContainer size="0" token="transient-00000000-1111-2222-3333-444444444444"></MediaContainer>""",
            """{"MediaContainer":{"size":0,"claimed":true,"machineIdentifier":"abc","version":"1.43.4.10903-5f2c7d1e8"}}""",
            """<?xml version="1.0" encoding="UTF-8"?><MediaContainer size="0" claimed="1" machineIdentifier="abc" """
                + """version="1.43.4"/>""",
            """{"MediaContainer":{"size":1,"Device":"""
                + """{"name":"Attic","clientIdentifier":"abc","accessToken":"t-1","Connection":["""
                + """{"protocol":"https","address":"10.0.2.123","uri":"https://10-0-2-123.0a1b.plex.direct:32400","port":"""
                + """32400,"local":true},"""
                + """{"protocol":"https","address":"2001:db8::1","port":"8443","local":"0","relay":"1"}]}}}""",
            """{"MediaContainer":{"Device":[{"clientIdentifier":"abc","accessToken":"t-1","connections":"""
                + """{"uri":"http://[fd00::1]:32400","port":"32400","relay":1}}]}}""",
            """<MediaContainer size="1"><Device name="Attic" clientIdentifier="abc" accessToken="t-1"><Connection """
                + """protocol="https" address="10.0.2.123" uri="https://10-0-2-123.0a1b.plex.direct:32400" port="32400" """
                + """local="1"/><Connection protocol="http" address="b" port="80" relay="1"/></Device></MediaContainer>""",
            """{"MediaContainer":{"size":2,"MediaProvider":[{"identifier":"a.b","title":"c"},{"identifier":"d"}]}}""",
            """[{"name":"a","provides":"server,player","clientIdentifier":"abc","owned":true,"""
                + "\"connections\":[{\"uri\":\"https://a\"}]},{\"provides\":\"client\"}]",
            """{"id":5000000001,"code":"ABCD","trusted":false,"expiresIn":900,"authToken":null,"location":{"code":"ZZ"}}""",
            """<pin id="5000000001" code="abcdefghijklmnopqrstuvwxy" expiresIn="1800" authToken="t-1"/>""",
            """{"id":4711001,"username":"someone","title":"Some One","email":"someone@example.org","""
                + "\"authToken\":\"token-of-someone\",\"twoFactorEnabled\":true,\"subscription\":{\"active\":false}}",
            """[{"name":"Attic","product":"Plex Media Server","productVersion":"1.43.4","platform":"Linux","""
                + "\"provides\":\"server\",\"clientIdentifier\":\"abc\",\"createdAt\":\"2024-05-04T10:00:00Z\","
                + "\"lastSeenAt\":\"1772366400\",\"accessToken\":\"token-of-attic\",\"owned\":false,\"sourceTitle\":\"neighbor\","
                + "\"presence\":true,\"connections\":[{\"uri\":\"https://a:1\",\"local\":true}]}]",
            """<resources><resource name="a" provides="server" clientIdentifier="abc" """
                + """owned="1"><connections><connection uri="https://a"/></connections></resource></resources>""",
            """<MediaContainer publicAddress="203.0.113.7"><Device name="Phone" publicAddress="203.0.113.7" """
                + """product="Plex Web" productVersion="4.140.0" platform="Linux" provides="client,"""
                + """player" clientIdentifier="a-client" id="7" token="token-of-a-phone" createdAt="1600000000" """
                + """lastSeenAt="1700000000"><Connection uri="https://a"/></Device></MediaContainer>""",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}
