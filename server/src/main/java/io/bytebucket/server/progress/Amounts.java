package io.bytebucket.server.progress;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is done, and of how much; totals are negative while they are not known. */
record Amounts(long items, long bytes, long totalItems, long totalBytes) {
  static final Amounts NONE = new Amounts(0, 0, -1, -1);

  private static final int BAR = 24;

  Amounts of(long allItems, long allBytes) {
    return new Amounts(items, bytes, allItems, allBytes);
  }

  Amounts plus(long moreItems, long moreBytes) {
    return new Amounts(items + moreItems, bytes + moreBytes, totalItems, totalBytes);
  }

  boolean isAny() {
    return items > 0 || bytes > 0 || totalItems >= 0 || totalBytes >= 0;
  }

  /** As a program reads it. */
  Map<String, Object> fields(long millis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("items", items);
    fields.put("bytes", bytes);
    if (totalItems >= 0) {
      fields.put("totalItems", totalItems);
    }
    if (totalBytes >= 0) {
      fields.put("totalBytes", totalBytes);
    }
    if (millis > 0) {
      fields.put("bytesPerSecond", Math.round(bytes * 1000.0 / millis));
      fields.put("itemsPerSecond", Math.round(items * 1000.0 / millis));
      long left = secondsLeft(millis);
      if (left >= 0) {
        fields.put("secondsLeft", left);
      }
    }
    return fields;
  }

  /** As a person reads it, in at most some 100 characters. */
  String text(long millis) {
    StringBuilder text = new StringBuilder(100);
    double part = part();
    if (part >= 0) {
      int full = (int) Math.round(part * BAR);
      text.append('[').append("#".repeat(full)).append("-".repeat(BAR - full)).append("] ");
      text.append((int) (part * 100)).append(" % ");
    }
    text.append(items);
    if (totalItems >= 0) {
      text.append('/').append(totalItems);
    }
    text.append(", ").append(size((double) bytes));
    if (millis > 0) {
      text.append(bytes > 0 ? ", " + size(bytes * 1000.0 / millis) + "/s" : "");
      text.append(", ").append(Math.round(items * 1000.0 / millis)).append("/s");
      long left = secondsLeft(millis);
      if (left >= 0) {
        text.append(", ").append(span(left)).append(" left");
      }
    }
    return text.toString();
  }

  /** The share that is done, by bytes where these are known; negative while nobody can tell. */
  private double part() {
    if (totalBytes > 0) {
      return Math.min(1, (double) bytes / totalBytes);
    }
    return totalItems > 0 ? Math.min(1, (double) items / totalItems) : -1;
  }

  private long secondsLeft(long millis) {
    double part = part();
    return part <= 0 ? -1 : Math.round(millis * (1 - part) / part / 1000);
  }

  private static String span(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String size(double bytes) {
    double number = bytes;
    String unit = "B";
    for (String next : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
      if (number < 1024) {
        break;
      }
      number /= 1024;
      unit = next;
    }
    return String.format(Locale.ROOT, unit.equals("B") ? "%.0f %s" : "%.1f %s", number, unit);
  }
}
