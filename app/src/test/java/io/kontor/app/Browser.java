package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A real Chromium, and axe to judge each page that it shows. */
final class Browser implements AutoCloseable {
    private static final Path AXE = Sources.ROOT.resolve("node_modules/axe-core/axe.min.js");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A person with a browser of their own: no cookies, and everything that goes wrong on a page is noted. */
    Person person(int width, int height, String language) {
        return new Person(chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setHasTouch(width < 600)
                .setIsMobile(width < 600)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)));
    }

    private static Path executable() {
        return Stream.of(
                        System.getenv().getOrDefault("BROWSER_FOR_TESTS", ""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("Chromium is missing: ./kontor test installs it when run as root"));
    }

    @Override
    public void close() {
        playwright.close();
    }

    static final class Person implements AutoCloseable {
        /** For a machine that has much else to do. */
        private static final int PATIENCE_MILLIS = 20_000;

        private final BrowserContext context;
        final Page page;
        final List<String> complaints = new ArrayList<>();

        private Person(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.setDefaultTimeout(PATIENCE_MILLIS);
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            page.onPageError(error -> complaints.add(page.url() + ": " + error));
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(page.url() + ": " + message.text());
                }
            });
        }

        /** Fails when the page, light or dark, has a serious fault for people who do not see, hear or point well. */
        void judge() {
            page.evaluate(Sources.text(AXE));
            var faults = new ArrayList<String>();
            // What has nothing to do with colours is the same in the dark.
            for (var dark : new boolean[] {true, false}) {
                show(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
                faults.addAll(
                        faults(dark ? Map.of("runOnly", List.of("color-contrast", "link-in-text-block")) : Map.of()));
            }
            assertThat(faults).as("axe on " + page.url()).isEmpty();
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))
                    .as("nothing is wider than the screen on " + page.url())
                    .isTrue();
        }

        private void show(ColorScheme scheme) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            // A screen of the back office paints itself anew and then says so; the shop's pages have their style sheet.
            page.waitForFunction(
                    "scheme => [undefined, scheme].includes(document.documentElement.dataset.theme)",
                    scheme.name().toLowerCase(Locale.ROOT));
            // What is still fading in has no contrast yet.
            page.evaluate("""
                    async () => Promise.allSettled(document.getAnimations()
                        .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
                        .map(animation => animation.finished))
                    """);
        }

        @SuppressWarnings("unchecked")
        private List<String> faults(Map<String, ?> options) {
            return (List<String>) page.evaluate("""
                    async (options) => (await axe.run(document, {...options, resultTypes: ['violations']})).violations
                        .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                        .map(fault => (options.runOnly ? 'in the dark, ' : '') + fault.id + ': ' + fault.help + ' at '
                            + fault.nodes.slice(0, 3).map(node => node.html).join(' ; '))
                    """, options);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
