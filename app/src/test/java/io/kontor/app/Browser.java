package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Chromium, one for all tests of a process, and axe to judge each page that it shows. */
final class Browser {
    private static final String AXE = Sources.text(Sources.ROOT.resolve("node_modules/axe-core/axe.min.js"));
    private static final com.microsoft.playwright.Browser CHROMIUM = start();

    private Browser() {}

    private static com.microsoft.playwright.Browser start() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return playwright
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
    static Person person(int width, int height, String language) {
        return new Person(CHROMIUM.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
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

    static final class Person implements AutoCloseable {
        /** For a machine that has much else to do. */
        private static final int PATIENCE_MILLIS = 20_000;

        private final BrowserContext context;
        final Page page;
        final List<String> complaints = new ArrayList<>();
        private ColorScheme scheme = ColorScheme.LIGHT;

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

        /** Signs the administrator in without the screen for it, which BrowserTest shows and judges. */
        void signIn(TestShop shop) {
            var cookie = Members.admin(shop).split("=", 2);
            context.addCookies(List.of(
                    new Cookie(cookie[0], cookie[1]).setUrl(shop.address().toString())));
        }

        /** Opens an action's dialog, fills it in, judges it and confirms it. */
        void act(String action, Consumer<Locator> fill) {
            button(action).click();
            var dialog = page.getByRole(AriaRole.DIALOG);
            PlaywrightAssertions.assertThat(dialog).isVisible();
            fill.accept(dialog);
            judge();
            dialog.locator(".ant-modal-footer button.ant-btn-primary").click();
            PlaywrightAssertions.assertThat(dialog).isHidden();
        }

        /** @param words on the button, a pattern for all of them */
        Locator button(String words) {
            return page.getByRole(
                            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^(" + words + ")$")))
                    .first();
        }

        /** Fails when the page, light or dark, has a serious fault for people who do not see, hear or point well. */
        void judge() {
            // A page that was judged before and has not been left since has it already.
            if (!(Boolean) page.evaluate("'axe' in window")) {
                page.evaluate(AXE);
            }
            var faults = new ArrayList<>(faults(Map.of()));
            // What has nothing to do with colours is the same in the other scheme; the next page is seen in that one
            // first.
            scheme = scheme == ColorScheme.LIGHT ? ColorScheme.DARK : ColorScheme.LIGHT;
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            faults.addAll(faults(Map.of("runOnly", List.of("color-contrast", "link-in-text-block"))));
            assertThat(faults).as("axe on " + page.url()).isEmpty();
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))
                    .as("nothing is wider than the screen on " + page.url())
                    .isTrue();
        }

        /** Waits until everything that the page shows is there, in its colours. */
        private void settle() {
            // A screen of the back office paints itself anew and then says so; the shop's pages have their style sheet.
            page.waitForFunction("""
                    scheme => [undefined, scheme].includes(document.documentElement.dataset.theme)
                        && !document.querySelector('.ant-skeleton')
                    """, scheme.name().toLowerCase(Locale.ROOT));
            // What is still fading in has no contrast yet.
            page.evaluate("""
                    async () => Promise.allSettled(document.getAnimations()
                        .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
                        .map(animation => animation.finished))
                    """);
        }

        @SuppressWarnings("unchecked")
        private List<String> faults(Map<String, ?> options) {
            settle();
            var found = (List<String>) page.evaluate("""
                    async (options) => (await axe.run(document, {...options, resultTypes: ['violations']})).violations
                        .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                        .map(fault => fault.id + ': ' + fault.help + ' at '
                            + fault.nodes.slice(0, 3).map(node => node.html).join(' ; '))
                    """, options);
            return found.stream().map(fault -> scheme + ": " + fault).toList();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
