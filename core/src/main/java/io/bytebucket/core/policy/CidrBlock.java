package io.bytebucket.core.policy;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses.
 *
 * @param prefixBits how many of the first bits an address has in common with it
 */
record CidrBlock(InetAddress address, int prefixBits) {
  /** What is no dotted quad must have a colon: so no number is taken for an address. */
  private static final Pattern FORM =
      Pattern.compile(
          "((?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

  static Optional<CidrBlock> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(form.group(1));
      int all = address.getAddress().length * Byte.SIZE;
      int prefix = form.group(2) == null ? all : Integer.parseInt(form.group(2));
      return prefix > all ? Optional.empty() : Optional.of(new CidrBlock(address, prefix));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** Whether that address is in it; one of the other kind of addresses never is. */
  boolean contains(InetAddress other) {
    byte[] own = address.getAddress();
    byte[] asked = other.getAddress();
    if (own.length != asked.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int shift = Byte.SIZE - 1 - bit % Byte.SIZE;
      if (((own[bit / Byte.SIZE] ^ asked[bit / Byte.SIZE]) >> shift & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it has so many addresses that it says nothing about who the caller is. */
  boolean isWide() {
    return prefixBits < (address.getAddress().length == 4 ? 8 : 32);
  }
}
