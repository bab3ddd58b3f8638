package io.bytebucket.pipeline.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request counts as sent by, behind proxies that are believed and others. */
class TrustedProxiesTest {
  private static final String PROXY = "10.0.0.1";
  private static final String CLIENT = "203.0.113.9";
  private static final TrustedProxies BY_ADDRESS = trusting("10.0.0.0/8, 2001:db8:ffff::/48");

  private static TrustedProxies trusting(String ranges) {
    return new TrustedProxies(ranges(ranges), 0, ForwardingHeader.X_FORWARDED_FOR);
  }

  private static List<AddressRange> ranges(String ranges) {
    return Arrays.stream(ranges.split(","))
        .map(text -> AddressRange.parse(text.strip()).orElseThrow())
        .toList();
  }

  private static TrustedProxies hops(int hops) {
    return new TrustedProxies(List.of(), hops, ForwardingHeader.X_FORWARDED_FOR);
  }

  private static TrustedProxies standard() {
    return new TrustedProxies(BY_ADDRESS.addresses(), 0, ForwardingHeader.FORWARDED);
  }

  private static Request request(String peer, String... fields) {
    Headers.Builder headers = Headers.builder();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return new Request(
        "GET", "/", "", headers.build(), "http", peer, InputStream.nullInputStream());
  }

  private static String client(TrustedProxies proxies, String peer, String... fields) {
    return proxies.seen(request(peer, fields)).remoteAddress();
  }

  @Test
  void withoutTrustedProxiesNoFieldChangesAnything() {
    Request sent =
        request(
            PROXY,
            "x-forwarded-for",
            CLIENT,
            "forwarded",
            "for=" + CLIENT + ";proto=https",
            "x-forwarded-proto",
            "https",
            "x-real-ip",
            CLIENT);

    assertThat(TrustedProxies.NONE.seen(sent)).isSameAs(sent);
  }

  @Test
  void whatAnybodyElseForwardsCountsForNothing() {
    Request sent = request("192.0.2.1", "x-forwarded-for", CLIENT, "x-forwarded-proto", "https");

    assertThat(BY_ADDRESS.seen(sent)).isSameAs(sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9                        | 203.0.113.9",
        "198.51.100.1, 203.0.113.9          | 203.0.113.9",
        "203.0.113.9, 10.0.0.7              | 203.0.113.9",
        "198.51.100.1, 203.0.113.9,10.0.0.7 | 203.0.113.9",
        "10.0.0.9, 10.0.0.7                 | 10.0.0.9",
        "203.0.113.9:4711                   | 203.0.113.9",
        "2001:db8::5                        | 2001:db8:0:0:0:0:0:5",
        "[2001:db8::5]:4711                 | 2001:db8:0:0:0:0:0:5",
        "::ffff:203.0.113.9                 | 203.0.113.9",
        "203.0.113.9, 2001:db8:ffff::2      | 203.0.113.9",
      })
  void theFirstEntryFromTheEndThatIsNoTrustedProxyIsTheClient(String forwarded, String client) {
    assertThat(client(BY_ADDRESS, PROXY, "x-forwarded-for", forwarded)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.9, unknown",
        "203.0.113.9, ",
        "203.0.113.9, 010.0.0.7",
        "203.0.113.9, 10.0.0",
        "203.0.113.9, 10.0.0.256",
        "203.0.113.9, fe80::1%eth0",
        "203.0.113.9, localhost",
        "203.0.113.9, 10.0.0.7:port",
        "203.0.113.9, [10.0.0.7]",
        "203.0.113.9, 10.0.0.7 10.0.0.8",
        "203.0.113.9, junk, 10.0.0.7",
      })
  void anEntryThatIsNoAddressIsNeverPassedOver(String forwarded) {
    assertThat(client(BY_ADDRESS, PROXY, "x-forwarded-for", forwarded)).isEqualTo(PROXY);
  }

  @Test
  void fieldsThatAreSentTwiceAreOneList() {
    assertThat(
            client(BY_ADDRESS, PROXY, "x-forwarded-for", "198.51.100.1", "x-forwarded-for", CLIENT))
        .isEqualTo(CLIENT);
  }

  @Test
  void aPeerOfIpv4ThatIsWrittenAsIpv6IsTheSame() {
    assertThat(client(BY_ADDRESS, "::ffff:10.0.0.1", "x-forwarded-for", CLIENT)).isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 203.0.113.9                       | 203.0.113.9",
        "1 | 198.51.100.1, 203.0.113.9         | 203.0.113.9",
        "2 | 198.51.100.1, 203.0.113.9         | 198.51.100.1",
        "2 | 1.2.3.4, 198.51.100.1, 203.0.113.9| 198.51.100.1",
        "2 | 203.0.113.9                       | 192.0.2.1",
        "1 | 203.0.113.9, nonsense             | 192.0.2.1",
        "2 | 203.0.113.9, nonsense, 10.0.0.7   | 192.0.2.1",
        "0 | 203.0.113.9                       | 192.0.2.1",
      })
  void ofSoManyHopsTheEntryIsCountedFromTheEnd(int hops, String forwarded, String client) {
    assertThat(client(hops(hops), "192.0.2.1", "x-forwarded-for", forwarded)).isEqualTo(client);
  }

  @Test
  void hopsOfProxiesWithAddressesCountOnlyFromThose() {
    TrustedProxies both =
        new TrustedProxies(BY_ADDRESS.addresses(), 1, ForwardingHeader.X_FORWARDED_FOR);

    assertThat(client(both, PROXY, "x-forwarded-for", CLIENT)).isEqualTo(CLIENT);
    assertThat(client(both, "192.0.2.1", "x-forwarded-for", CLIENT)).isEqualTo("192.0.2.1");
  }

  @Test
  void otherFieldsAreNoFallback() {
    assertThat(client(BY_ADDRESS, PROXY, "x-real-ip", CLIENT)).isEqualTo(PROXY);
    assertThat(client(BY_ADDRESS, PROXY, "forwarded", "for=" + CLIENT)).isEqualTo(PROXY);
    assertThat(client(standard(), PROXY, "x-forwarded-for", CLIENT)).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=203.0.113.9                                 | 203.0.113.9",
        "FOR=203.0.113.9;Proto=https;by=10.0.0.1         | 203.0.113.9",
        "for=\"203.0.113.9:4711\"                        | 203.0.113.9",
        "for=\"[2001:db8::5]:4711\"                      | 2001:db8:0:0:0:0:0:5",
        "for=\"2001:db8::5\"                             | 2001:db8:0:0:0:0:0:5",
        "for=2001:db8::5                                 | 2001:db8:0:0:0:0:0:5",
        "for=198.51.100.1, for=203.0.113.9 ; proto=http  | 203.0.113.9",
        "for=203.0.113.9, for=10.0.0.7                   | 203.0.113.9",
        "for=\"a,b\\\"c\";x=y, for=203.0.113.9           | 203.0.113.9",
        "for=203.0.113.9, for=unknown                    | 10.0.0.1",
        "for=203.0.113.9, for=_hidden                    | 10.0.0.1",
        "for=203.0.113.9, proto=https                    | 10.0.0.1",
        "for=203.0.113.9;for=198.51.100.1                | unknown",
        "for=203.0.113.9, for=\"10.0.0.7                 | unknown",
        "for=203.0.113.9 nonsense                        | unknown",
        "for=                                            | unknown",
        "=203.0.113.9                                    | unknown",
        "for=198.51.100.1 junk, for=10.0.0.7             | unknown",
      })
  void theStandardsFieldIsReadByItsGrammar(String forwarded, String client) {
    assertThat(client(standard(), PROXY, "forwarded", forwarded)).isEqualTo(client);
  }

  /** A client may write what it likes; the proxy adds its element at the end of the same line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=\"junk",
        "for=\"junk\\",
        "\"",
        "for=\"a\"b\"",
        "for=10.0.0.7 for=10.0.0.7",
        "===;;,,for=,",
        "for=10.0.0.7;for=10.0.0.8",
        "\\\"\\\\\"",
      })
  void whatAClientWroteBeforeChangesNothingAboutWhatItsProxyWrote(String written) {
    assertThat(client(standard(), PROXY, "forwarded", written + ", for=" + CLIENT))
        .isEqualTo(CLIENT);
    assertThat(client(standard(), PROXY, "forwarded", written + ",for=\"" + CLIENT + ":80\""))
        .isEqualTo(CLIENT);
    assertThat(client(standard(), PROXY, "forwarded", written, "forwarded", "for=" + CLIENT))
        .isEqualTo(CLIENT);
  }

  @Test
  void aPeerOfItsOwnNetworkIsTheSameByWhicheverWayItComes() throws IOException {
    byte[] bytes = InetAddress.ofLiteral("fe80::1").getAddress();
    InetAddress zoned = Inet6Address.getByAddress("", bytes, 1);

    assertThat(zoned.getHostAddress()).contains("%");
    assertThat(IpAddress.text(zoned)).isEqualTo("fe80:0:0:0:0:0:0:1");
    assertThat(IpAddress.parse(IpAddress.text(zoned))).contains(InetAddress.ofLiteral("fe80::1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https      | https",
        "HTTPS      | https",
        "http       | http",
        "https,http | http",
        "ftp        | http",
      })
  void theSchemeIsWhatTheProxySays(String said, String scheme) {
    Request sent = request(PROXY, "x-forwarded-for", CLIENT, "x-forwarded-proto", said);

    assertThat(BY_ADDRESS.seen(sent).scheme()).isEqualTo(scheme);
  }

  @Test
  void theSchemeOfTheStandardsFieldStandsWithTheClient() {
    Request sent =
        request(PROXY, "forwarded", "for=203.0.113.9;proto=https, for=10.0.0.7;proto=http");

    assertThat(standard().seen(sent).scheme()).isEqualTo("https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.1/8",
        "10.0.0.0/",
        "10.0.0.0/08",
        "example.com",
        "",
        "/8",
        "::ffff:10.0.0.0/104",
        "fe80::1%1",
        "10.0.0.0/8/8"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/9, 10.127.0.1, true",
    "10.0.0.0/9, 10.128.0.1, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
  })
  void aRangeHasTheAddressesThatBeginAsItDoes(String range, String address, boolean isInside) {
    AddressRange parsed = AddressRange.parse(range).orElseThrow();

    assertThat(parsed.contains(IpAddress.parse(address).orElseThrow())).isEqualTo(isInside);
    assertThat(AddressRange.parse(parsed.toString())).contains(parsed);
  }

  @Test
  void limitsTakeTheAddressesOfOneNetworkOfIpv6ForOne() {
    Source one = Source.of("2001:db8:1:2::1").orElseThrow();

    assertThat(Source.of("2001:db8:1:2:ffff::9")).contains(one);
    assertThat(Source.of("2001:db8:1:3::1").orElseThrow()).isNotEqualTo(one);
    assertThat(one).hasToString("2001:db8:1:2:0:0:0:0/64");
    assertThat(Source.of("::ffff:192.0.2.7")).isEqualTo(Source.of("192.0.2.7"));
    assertThat(Source.of("192.0.2.7").orElseThrow())
        .hasToString("192.0.2.7")
        .isNotEqualTo(Source.of("192.0.2.8").orElseThrow());
    assertThat(Source.of("fe80::1%eth0")).isEqualTo(Source.of("fe80::2"));
    assertThat(Source.of("")).isEmpty();
  }
}
