package lakatos.service;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a client's certificate says. Only certificates that the handshake accepted get here. */
final class ClientCertificate {
  private ClientCertificate() {}

  /**
   * Returns the common name of the client at the other end, if it showed a certificate with exactly
   * one: which of several is meant, an authority and we might see differently.
   */
  static Optional<String> commonName(@Nullable SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate certificate
          ? commonName(certificate.getSubjectX500Principal().getName())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // none was asked for
    }
  }

  /** Returns the common name in a distinguished name, if there is exactly one. */
  static Optional<String> commonName(String distinguishedName) {
    List<Object> names = new ArrayList<>();
    try {
      for (Rdn part : new LdapName(distinguishedName).getRdns()) {
        Attribute attribute = part.toAttributes().get("CN");
        for (int i = 0; attribute != null && i < attribute.size(); i++) {
          names.add(attribute.get(i));
        }
      }
    } catch (InvalidNameException e) {
      return Optional.empty();
    } catch (NamingException e) {
      throw new IllegalStateException(e); // nothing is looked up anywhere
    }
    // bytes stand for what is no text
    return names.size() == 1 && names.get(0) instanceof String name
        ? Optional.of(name)
        : Optional.empty();
  }
}
