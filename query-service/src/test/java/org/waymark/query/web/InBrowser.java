package org.waymark.query.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The pages in a real browser, with a command-service that answers as the test wants. */
abstract class InBrowser extends PagesOverHttp {

    static final int DESKTOP = 1280;
    static final int PHONE = 390;
    static final int HEIGHT = 900;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;

    @BeforeAll
    static void openBrowser() {
        boolean found = Files.isExecutable(CHROMIUM);
        if (!found) {
            System.out.println("No browser at " + CHROMIUM + ": the pages were NOT looked at in one");
        }
        Assumptions.assumeTrue(found, "No browser at " + CHROMIUM);
        Playwright started = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = started;
        browser = started.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** A window of somebody who has not signed in. */
    static Page window(int width, boolean javaScript) {
        BrowserContext context = Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, HEIGHT)
                        .setJavaScriptEnabled(javaScript));
        return context.newPage();
    }

    static Page signedIn(int width, boolean javaScript) {
        return signedIn("u-priya", width, javaScript);
    }

    static Page signedIn(String person, int width, boolean javaScript) {
        Page page = window(width, javaScript);
        page.navigate(address() + "/sign-in");
        page.locator("input[value=" + person + "]").check();
        page.locator("main button").click();
        page.waitForURL(url -> !url.endsWith("/sign-in"));
        return page;
    }
}
