package io.kontor.platform.web;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.card.CardNumberFound;
import io.kontor.platform.card.CardNumbers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever goes wrong into an answer that says what to do: a refusal as it stands, a defect as 500 with a trace id. */
@RestControllerAdvice
class RefusalAdvice {
    private static final Logger log = LoggerFactory.getLogger(RefusalAdvice.class);
    /** Source: PostgreSQL, Appendix A: character_not_in_repertoire, untranslatable_character. */
    private static final Set<String> ZERO_CHARACTER = Set.of("22021", "22P05");

    private final List<ErrorPage> pages;
    private final MeterRegistry meters;

    RefusalAdvice(ObjectProvider<ErrorPage> pages, MeterRegistry meters) {
        this.pages = pages.orderedStream().toList();
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<Object> thrown(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw refusal;
        }
        return refused(refusal, request);
    }

    private ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest request) {
        meters.counter("kontor.refusals", "code", refusal.problem().code()).increment();
        return answer(request, refusal);
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return refused(whatIsWrong(unreadable), request);
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<Object> notFound(Exception unknown, HttpServletRequest request) {
        return refused(CommonProblem.NOT_FOUND.refusal("There is nothing at this address."), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> missing(MissingRequestValueException missing, HttpServletRequest request) {
        var what = missing instanceof MissingRequestHeaderException header
                ? "The header " + header.getHeaderName() + " is missing."
                : String.valueOf(missing.getBody().getDetail());
        return refused(CommonProblem.INVALID_REQUEST.refusal(what), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> mismatched(TypeMismatchException mismatch, HttpServletRequest request) {
        var name = mismatch.getPropertyName() == null ? "A parameter" : "The parameter " + mismatch.getPropertyName();
        var wanted = mismatch.getRequiredType() == null
                ? ""
                : ": a " + mismatch.getRequiredType().getSimpleName() + " is wanted";
        return refused(CommonProblem.INVALID_REQUEST.refusal(name + " cannot be read" + wanted + "."), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongMethod(HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        var refusal =
                CommonProblem.METHOD_NOT_ALLOWED.refusal("Offered here: " + wrong.getSupportedHttpMethods() + ".");
        return refused(refusal, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongType(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        var readable =
                wrong.getSupportedMediaTypes().stream().map(MediaType::toString).collect(Collectors.joining(", "));
        return refused(CommonProblem.UNSUPPORTED_MEDIA_TYPE.refusal("Send " + readable + "."), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notAcceptable(HttpMediaTypeNotAcceptableException wrong, HttpServletRequest request) {
        return refused(CommonProblem.NOT_ACCEPTABLE.refusal("Ask for application/json."), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(MaxUploadSizeExceededException large, HttpServletRequest request) {
        var advice = large.getRootCause() instanceof FileCountLimitExceededException
                ? "Send fewer files at once."
                : "A file may have 64 MB.";
        return refused(CommonProblem.BODY_TOO_LARGE.refusal(advice), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> anythingElse(Exception defect, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (defect instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return refused(
                    CommonProblem.INVALID_REQUEST.refusal(
                            String.valueOf(known.getBody().getDetail())),
                    request);
        }
        if (isZeroCharacter(defect)) {
            return refused(CommonProblem.INVALID_REQUEST.refusal("A text has no zero characters."), request);
        }
        if (isBrokenConnection(defect)) {
            throw defect;
        }
        if (response.isCommitted()) {
            // Broken off, which the client sees: with a second answer behind what has left, it would seem whole.
            log.error("Defect in an answer that had begun, trace {}", Trace.of(request), defect);
            meters.counter("kontor.defects").increment();
            throw defect;
        }
        var outage = Outage.of(defect);
        if (outage.isPresent()) {
            log.warn("The database does not answer, trace {}: {}", Trace.of(request), defect.toString());
            return refused(outage.get(), request);
        }
        log.error("Defect, trace {}", Trace.of(request), defect);
        meters.counter("kontor.defects").increment();
        return answer(request, defect());
    }

    static Refusal defect() {
        return CommonProblem.DEFECT.refusal(
                "This is our fault, not yours. Try again; if it stays, tell us the trace id.");
    }

    /** No text in the database can hold one, so wherever it was sent, it names nothing and is nothing. */
    private static boolean isZeroCharacter(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused
                    && ZERO_CHARACTER.contains(String.valueOf(refused.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBrokenConnection(Exception failure) {
        return failure.getClass().getSimpleName().equals("ClientAbortException")
                || failure.getClass().getSimpleName().equals("AsyncRequestNotUsableException");
    }

    private static Refusal whatIsWrong(HttpMessageNotReadableException unreadable) {
        // One who reads may refuse: Jackson tells it as a field that is not valid.
        if (unreadable.getRootCause() instanceof Refusal refusal) {
            return refusal;
        }
        return switch (unreadable.getCause()) {
            case CardNumberFound found -> CardNumberFound.refusal().with("field", CardNumbers.mask(path(found)));
            case UnrecognizedPropertyException unknown ->
                CommonProblem.INVALID_REQUEST
                        .refusal("There is no field \"" + unknown.getPropertyName() + "\" here.")
                        .with("field", unknown.getPropertyName());
            case tools.jackson.databind.exc.MismatchedInputException wrong
            when !wrong.getPath().isEmpty() ->
                CommonProblem.INVALID_REQUEST
                        .refusal("The field \"" + path(wrong) + "\" has a value of the wrong kind.")
                        .with("field", path(wrong));
            case tools.jackson.databind.DatabindException wrong
            when !wrong.getPath().isEmpty() ->
                CommonProblem.INVALID_REQUEST
                        .refusal("The field \"" + path(wrong) + "\" is not valid: " + rootMessage(wrong))
                        .with("field", path(wrong));
            case null, default -> CommonProblem.UNREADABLE_BODY.refusal("Send one well-formed JSON document.");
        };
    }

    private static String rootMessage(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JacksonException ? "its form is wrong" : String.valueOf(cause.getMessage());
    }

    private static String path(JacksonException wrong) {
        return wrong.getPath().stream()
                .map(step -> step.getPropertyName() != null ? step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private ResponseEntity<Object> answer(HttpServletRequest request, Refusal refusal) {
        var headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        if (refusal.extensions().get("retryAfterSeconds") instanceof Number seconds) {
            headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        for (var page : pages) {
            if (page.serves(request)) {
                headers.setContentType(MediaType.parseMediaType("text/html;charset=UTF-8"));
                return ResponseEntity.status(refusal.problem().status())
                        .headers(headers)
                        .body(page.render(request, refusal, Trace.of(request)));
            }
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return ResponseEntity.status(refusal.problem().status())
                .headers(headers)
                .body(Problems.document(request, refusal));
    }
}
