package io.bytebucket.admin.console;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The console over HTTP: its files, and for every other address that a browser asks for a page of,
 * the page that finds out by itself what to show. Nothing of it is anybody's secret. Thread-safe.
 */
public final class Console {
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  /** What stands here is the API's, or asked by machines. */
  private static final Set<String> OTHERS = Set.of("api", "health", "metrics");

  /** The names of files here have the hash of what is in them. */
  private static final String HASHED = "assets/";

  /** No page is deeper; what a page says of its base is as long as its path is deep. */
  private static final int DEPTH_MAX = 100;

  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  /** Scripts that run on their own go by the policy that they come with. */
  private static final String FILE_POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "md", "text/plain; charset=utf-8",
          "png", "image/png",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final ConsoleFiles files;
  private final Optional<IndexPage> index;

  /** Of those files. */
  public Console(ConsoleFiles files) {
    this.files = files;
    this.index =
        files.areThere()
            ? files.find(ConsoleFiles.INDEX, Coding.NONE).map(file -> new IndexPage(file.bytes()))
            : Optional.empty();
  }

  /**
   * Whether a request is for the console: by a browser that wants a page, or for a file of it. What
   * is asked for by a program stays an address of the API, with its errors.
   */
  public boolean isAsked(Request request) {
    String path = request.rawPath();
    return METHODS.contains(request.method())
        && !OTHERS.contains(path.substring(1).replaceFirst("/.*", ""))
        && (path.equals("/") || files.has(path.substring(1)) || wantsPage(request))
        && IndexPage.depth(path) <= DEPTH_MAX;
  }

  private static boolean wantsPage(Request request) {
    return request.headers().all("accept").stream()
        .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains("text/html"));
  }

  /** The answer to a request that {@link #isAsked is} for it. */
  public Response answer(Request request) {
    String name = request.rawPath().substring(1);
    if (files.has(name) && !name.equals(ConsoleFiles.INDEX)) {
      return file(name, request);
    }
    return index.map(page -> page(page, request)).orElseGet(NotBuilt::answer);
  }

  private static Response page(IndexPage page, Request request) {
    String nonce = page.nonce();
    return new Response(
        200,
        Headers.builder()
            .add("content-type", typeOf(ConsoleFiles.INDEX))
            .add("content-security-policy", IndexPage.policy(nonce))
            .add("vary", "accept")
            .build(),
        new ResponseBody.Bytes(page.at(request.rawPath(), nonce)));
  }

  private Response file(String name, Request request) {
    List<String> accepted = request.headers().all("accept-encoding");
    for (Coding coding : Coding.values()) {
      Optional<ConsoleFiles.Kept> file =
          coding.isAccepted(accepted) ? files.find(name, coding) : Optional.empty();
      if (file.isPresent()) {
        return file(name, coding, file.get(), request);
      }
    }
    throw new IllegalStateException("the list of files names one that is not there");
  }

  private static Response file(
      String name, Coding coding, ConsoleFiles.Kept file, Request request) {
    Headers.Builder headers =
        Headers.builder()
            .add("cache-control", name.startsWith(HASHED) ? IMMUTABLE : ASK_AGAIN)
            .add("etag", file.etag())
            .add("vary", "accept-encoding")
            // Said of what is not sent again, too: browsers put it in the place of what they keep.
            .add("content-security-policy", FILE_POLICY);
    if (request.headers().all("if-none-match").contains(file.etag())) {
      return new Response(304, headers.build(), ResponseBody.EMPTY);
    }
    headers.add("content-type", typeOf(name));
    if (coding != Coding.NONE) {
      headers.add("content-encoding", coding.token());
    }
    return new Response(200, headers.build(), ResponseBody.kept(file.bytes()));
  }

  private static String typeOf(String name) {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  /** What stands in place of a console that was not built. */
  private static final class NotBuilt {
    private static final String PAGE =
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>ByteBucket</title>
        <h1>ByteBucket is running, without its console</h1>
        <p>This server was built where there was no Node.js, which the console is built with.
        S3 and the admin API work; <code>bytebucket admin --help</code> does on the command line
        what the console does here.</p>
        <p>To have the console: install Node.js 20.19 or later with npm, and run
        <code>make run</code> again, or <code>make dist</code> for an archive.</p>
        </html>
        """;

    static Response answer() {
      return new Response(
          404,
          Headers.builder().add("content-type", typeOf(ConsoleFiles.INDEX)).build(),
          new ResponseBody.Bytes(PAGE.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
