package lakatos.session;

import java.time.Instant;

/** Which entry something comes from, who made it, and when. */
public record Stamp(int number, Instant time, String author) {}
