package io.bytebucket.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.pipeline.client.ForwardingHeader;
import io.bytebucket.pipeline.client.TrustedProxies;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {
  private static TrustedProxies proxies(Map<String, String> environment) {
    return ProxySettings.of(Settings.read(environment));
  }

  @Test
  void whoIsTrustedIsASetOfAddressesANumberAndAField() {
    TrustedProxies proxies =
        proxies(
            Map.of(
                "TRUSTED_PROXIES",
                "10.0.0.0/8, 2001:db8::1",
                "RATE_LIMIT_TRUSTED_PROXIES",
                "2",
                "TRUSTED_PROXY_HEADER",
                "forwarded"));

    assertThat(proxies.addresses().toString()).isEqualTo("[10.0.0.0/8, 2001:db8:0:0:0:0:0:1]");
    assertThat(proxies.hops()).isEqualTo(2);
    assertThat(proxies.header()).isEqualTo(ForwardingHeader.FORWARDED);
    assertThat(proxies(Map.of())).isEqualTo(TrustedProxies.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "TRUSTED_PROXIES,10.0.0.1/8",
    "TRUSTED_PROXIES,proxy.example.com",
    "TRUSTED_PROXIES,'10.0.0.1,'",
    "TRUSTED_PROXY_HEADER,X-Real-IP",
    "RATE_LIMIT_TRUSTED_PROXIES,65",
    "RATE_LIMIT_TRUSTED_PROXIES,-1",
    "RATE_LIMIT_TRUSTED_PROXIES,one",
  })
  void whatIsNoSuchThingStopsTheServerAndNamesTheSetting(String name, String value) {
    assertThatThrownBy(() -> proxies(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(name + " must be ");
  }
}
