package io.jenkins.plugins.aps.cli.input;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses, as {@code 10.0.0.0/8}. Asks no name server. */
final class AddressRange {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");

    private final byte[] address;
    private final int bits;

    private AddressRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Empty where it is none. */
    static Optional<AddressRange> of(String text) {
        var parts = text.split("/", 2);
        return parts.length == 2 && parts[1].matches("[0-9]{1,3}")
                ? literal(parts[0])
                        .map(address ->
                                new AddressRange(address, Math.min(Integer.parseInt(parts[1]), address.length * 8)))
                : Optional.empty();
    }

    /** Whether a host is an address in it; a name is in none. */
    boolean has(String host) {
        return literal(host)
                .filter(other -> other.length == address.length)
                .filter(other -> prefix(other).equals(prefix(address)))
                .isPresent();
    }

    private BigInteger prefix(byte[] of) {
        return new BigInteger(1, of).shiftRight(of.length * 8 - bits);
    }

    private static Optional<byte[]> literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
