package io.bytebucket.server.metrics;

import io.bytebucket.admin.metrics.FiguresPage;
import io.bytebucket.core.figure.Distribution;
import io.bytebucket.core.figure.Figure;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All figures as the text that Prometheus reads. Thread-safe. Nothing is looked for when it is
 * asked for: what takes a walk is counted as it changes, or by the way.
 */
public final class MetricsPage implements FiguresPage {
  private final List<Supplier<List<Figure>>> sources = new CopyOnWriteArrayList<>();

  /** Those of the process; made with the first page, since they load much. */
  private @Nullable PrometheusRegistry process;

  /** Adds what else is to be told, asked anew for each page. */
  public void add(Supplier<List<Figure>> source) {
    sources.add(source);
  }

  @Override
  public String contentType() {
    return PrometheusTextFormatWriter.CONTENT_TYPE;
  }

  @Override
  public byte[] text() {
    Map<String, List<Figure>> byName = new LinkedHashMap<>();
    for (Supplier<List<Figure>> source : sources) {
      for (Figure figure : source.get()) {
        byName.computeIfAbsent(figure.name(), _ -> new ArrayList<>()).add(figure);
      }
    }
    List<MetricSnapshot> snapshots = new ArrayList<>();
    byName.forEach((name, figures) -> snapshots.add(snapshot(name, figures)));
    process().scrape().forEach(snapshots::add);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, new MetricSnapshots(snapshots));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toByteArray();
  }

  private synchronized PrometheusRegistry process() {
    PrometheusRegistry known = process;
    if (known == null) {
      known = new PrometheusRegistry();
      JvmMetrics.builder().register(known);
      process = known;
    }
    return known;
  }

  private static MetricSnapshot snapshot(String name, List<Figure> figures) {
    String help = figures.getFirst().help();
    return switch (figures.getFirst()) {
      case Figure.Total _ -> totals(name, help, figures);
      case Figure.Level _ -> levels(name, help, figures);
      case Figure.Spread _ -> spreads(name, help, figures);
    };
  }

  private static MetricSnapshot totals(String name, String help, List<Figure> figures) {
    CounterSnapshot.Builder all =
        CounterSnapshot.builder().name(name.replaceFirst("_total$", "")).help(help);
    for (Figure figure : figures) {
      if (figure instanceof Figure.Total total) {
        all.dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels(figure))
                .value((double) total.value().getAsLong())
                .build());
      }
    }
    return all.build();
  }

  private static MetricSnapshot levels(String name, String help, List<Figure> figures) {
    GaugeSnapshot.Builder all = GaugeSnapshot.builder().name(name).help(help);
    for (Figure figure : figures) {
      if (figure instanceof Figure.Level level) {
        all.dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels(figure))
                .value((double) level.value().getAsLong())
                .build());
      }
    }
    return all.build();
  }

  private static MetricSnapshot spreads(String name, String help, List<Figure> figures) {
    HistogramSnapshot.Builder all = HistogramSnapshot.builder().name(name).help(help);
    for (Figure figure : figures) {
      if (figure instanceof Figure.Spread spread) {
        Distribution.Noted noted = spread.noted().get();
        all.dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(labels(figure))
                .classicHistogramBuckets(buckets(noted))
                .sum(noted.sum())
                .build());
      }
    }
    return all.build();
  }

  private static ClassicHistogramBuckets buckets(Distribution.Noted noted) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < noted.counts().length; i++) {
      double bound = i < noted.bounds().length ? noted.bounds()[i] : Double.POSITIVE_INFINITY;
      buckets.bucket(bound, noted.counts()[i]);
    }
    return buckets.build();
  }

  private static Labels labels(Figure figure) {
    Labels.Builder labels = Labels.builder();
    figure.labels().forEach(labels::label);
    return labels.build();
  }
}
