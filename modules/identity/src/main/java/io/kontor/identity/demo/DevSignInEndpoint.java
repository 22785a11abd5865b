package io.kontor.identity.demo;

import io.kontor.identity.DemoShopper;
import io.kontor.identity.SessionCookie;
import io.kontor.identity.account.AccountStore;
import io.kontor.identity.session.OpenSession;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import io.kontor.platform.secret.Secrets;
import io.kontor.platform.start.KontorSettings;
import io.kontor.platform.start.StartNotice;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A link on the terminal that signs Lena in, for whoever works on Kontor. It holds a word that is new at each start. */
@RestController
@Access(Caller.Kind.GUEST)
@ConditionalOnProperty(name = "kontor.dev", havingValue = "true")
class DevSignInEndpoint implements StartNotice {
    private final AccountStore accounts;
    private final OpenSession openSession;
    private final TransactionTemplate tx;
    private final KontorSettings settings;
    private final String word;

    DevSignInEndpoint(
            AccountStore accounts,
            OpenSession openSession,
            TransactionTemplate tx,
            KontorSettings settings,
            Secrets secrets) {
        this.accounts = accounts;
        this.openSession = openSession;
        this.tx = tx;
        this.settings = settings;
        this.word = secrets.token();
    }

    @GetMapping("/dev/sign-in/{word}")
    ResponseEntity<Void> signIn(@PathVariable String word, HttpServletRequest request) {
        var lena = accounts.find(DemoShopper.LENA.accountId())
                .filter(_ -> Secrets.equal(this.word, word))
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is nothing at this address."));
        var signedIn = tx.execute(_ -> openSession.open(lena, request.getRemoteAddr()));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/"))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.shopper(request, signedIn.token()))
                .build();
    }

    @Override
    public List<String> lines() {
        return accounts.find(DemoShopper.LENA.accountId()).isEmpty()
                ? List.of()
                : List.of("As Lena      http://" + settings.address() + ":" + settings.port() + "/dev/sign-in/" + word);
    }
}
