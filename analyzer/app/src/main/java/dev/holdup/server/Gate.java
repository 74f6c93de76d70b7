package dev.holdup.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Decides who may ask. A recording tells what a program does, so two things must not happen:
 * another user of this machine reads it, or a page from the net does so through the user's browser.
 *
 * <ul>
 *   <li>Host must name this server by a loopback name: a foreign name that resolves to 127.0.0.1
 *       (DNS rebinding) is refused.
 *   <li>Origin, if sent, must be this server, and a browser must not say that the request comes
 *       from another site or another port of this machine.
 *   <li>The token must be there: in the query of the printed address, which sets a cookie, or in
 *       the cookie, or as {@code Authorization: Bearer}.
 * </ul>
 */
final class Gate {
    /** Verdict on a request. */
    enum Verdict {
        ALLOWED,
        WRONG_HOST,
        WRONG_ORIGIN,
        NO_TOKEN
    }

    private final String token;
    private final int port;
    private final Set<String> hosts;

    private Gate(String token, int port) {
        this.token = token;
        this.port = port;
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** A gate with a fresh token of 128 random bits, for a server on this port. */
    static Gate open(int port) {
        byte[] bits = new byte[16];
        new SecureRandom().nextBytes(bits);
        return new Gate(HexFormat.of().formatHex(bits), port);
    }

    String token() {
        return token;
    }

    /** Cookies do not know ports: two servers on one machine need two names. */
    String cookieName() {
        return "holdup-" + port;
    }

    Verdict judge(Request request) {
        HttpFields headers = request.getHeaders();
        String host = headers.get(HttpHeader.HOST);
        if (host == null || !hosts.contains(host)) {
            return Verdict.WRONG_HOST;
        }
        String origin = headers.get(HttpHeader.ORIGIN);
        if (origin != null && !origin.equals("http://" + host)) {
            return Verdict.WRONG_ORIGIN;
        }
        String site = headers.get("Sec-Fetch-Site");
        boolean navigation = "navigate".equals(headers.get("Sec-Fetch-Mode"));
        if (site != null && !List.of("same-origin", "none").contains(site) && !navigation) {
            return Verdict.WRONG_ORIGIN;
        }
        return hasToken(request) ? Verdict.ALLOWED : Verdict.NO_TOKEN;
    }

    /** True if the token stands in the request's own query, which is how a browser first comes. */
    boolean hasTokenInQuery(Request request) {
        String given = Request.extractQueryParameters(request).getValue("token");
        return given != null && same(given);
    }

    private boolean hasToken(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (authorization != null && authorization.startsWith("Bearer ")) {
            return same(authorization.substring("Bearer ".length()));
        }
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (cookie.getName().equals(cookieName()) && same(cookie.getValue())) {
                return true;
            }
        }
        return hasTokenInQuery(request);
    }

    /** Takes the same time wherever the two differ. */
    private boolean same(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
