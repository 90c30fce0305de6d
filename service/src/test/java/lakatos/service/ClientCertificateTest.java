package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientCertificateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=alice|alice",
        "CN=Alice Smith,O=Example,C=HU|Alice Smith",
        "O=Example,CN=alice|alice",
        "CN=a+OU=b|a",
        "cn=alice|alice",
        "CN=a\\,CN\\=b|a,CN=b",
        "CN=\"a,b\"|a,b"
      })
  void commonName_ifThereIsOne_isThat(String distinguishedName, String name) {
    assertThat(ClientCertificate.commonName(distinguishedName)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "O=Example", "CN=a,CN=b", "CN=a+CN=b", "CN=#0c0161", "alice", "OU=CN"})
  void commonName_ifThereIsNoneOrAreMore_isNone(String distinguishedName) {
    assertThat(ClientCertificate.commonName(distinguishedName)).isEmpty();
  }

  @Test
  void commonName_withoutASession_isNone() {
    assertThat(ClientCertificate.commonName((javax.net.ssl.SSLSession) null)).isEmpty();
  }
}
