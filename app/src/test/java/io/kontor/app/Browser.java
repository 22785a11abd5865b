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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                        "/usr/bin/chromium-headless-shell",
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
        private final Set<String> seen = new HashSet<>();
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
            signIn(shop, Members.admin(shop));
        }

        /** Signs a member of staff in who holds this cookie. */
        void signIn(TestShop shop, String session) {
            var cookie = session.split("=", 2);
            context.addCookies(List.of(
                    new Cookie(cookie[0], cookie[1]).setUrl(shop.address().toString())));
        }

        /**
         * Shows a screen of the back office, such as {@code /trade/orders}, as a link to it does. A screen that was seen
         * before is loaded anew, for it may remember what others have changed meanwhile.
         */
        void open(TestShop shop, String screen) {
            var isSeen = seen.isEmpty() || page.url().endsWith(screen);
            if (seen.add(screen) && !isSeen) {
                page.evaluate("""
                        address => {
                            history.pushState(null, '', address);
                            dispatchEvent(new PopStateEvent('popstate'));
                        }
                        """, "/admin" + screen);
            } else {
                page.navigate(shop.address() + "/admin" + screen);
            }
            PlaywrightAssertions.assertThat(page.locator("main h1")).isVisible();
        }

        /** Opens an action's dialog, fills it in, judges it and confirms it. */
        void act(String action, Consumer<Locator> fill) {
            button(action).click();
            var dialog = page.getByRole(AriaRole.DIALOG);
            PlaywrightAssertions.assertThat(dialog).isVisible();
            fill.accept(dialog);
            judge(dialog);
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
            judge(null);
        }

        /** Of what is on the page only a part, such as a dialog on a screen that was judged already. */
        void judge(@Nullable Locator part) {
            // A page that was judged before and has not been left since has it already.
            if (!(Boolean) page.evaluate("'axe' in window")) {
                page.evaluate(AXE);
            }
            // What is outside of a landmark is no serious fault, and takes long to find.
            var faults = new ArrayList<>(faults(part, Map.of("rules", Map.of("region", Map.of("enabled", false)))));
            // What has nothing to do with colours is the same in the other scheme; the next page is seen in that one
            // first.
            scheme = scheme == ColorScheme.LIGHT ? ColorScheme.DARK : ColorScheme.LIGHT;
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            faults.addAll(faults(part, Map.of("runOnly", List.of("color-contrast", "link-in-text-block"))));
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
            // What is still fading in has no contrast yet; the wave around a button that was clicked says nothing.
            page.evaluate("""
                    async () => Promise.allSettled(document.getAnimations()
                        .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
                        .filter(animation => !animation.effect.target?.closest('.ant-wave'))
                        .map(animation => animation.finished))
                    """);
        }

        @SuppressWarnings("unchecked")
        private List<String> faults(@Nullable Locator part, Map<String, ?> options) {
            settle();
            var asked = new HashMap<String, Object>();
            asked.put("part", part == null ? null : part.elementHandle());
            asked.put("options", options);
            var found = (List<String>) page.evaluate("""
                    async ({part, options}) => (await axe.run(part ?? document, {preload: false, resultTypes: ['violations'], ...options})).violations
                        .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                        .map(fault => fault.id + ': ' + fault.help + ' at '
                            + fault.nodes.slice(0, 3).map(node => node.html).join(' ; '))
                    """, asked);
            return found.stream().map(fault -> scheme + ": " + fault).toList();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
