package io.kontor.platform.web;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Tomcat comes with what no endpoint and no advice could answer: a filter that failed, an answer that broke off. */
@RestController
class LastAnswer implements ErrorController {
    private static final int SERVER_ERROR = 500;

    @RequestMapping("${server.error.path:/error}")
    @Access(Caller.Kind.GUEST)
    void answer(HttpServletRequest request, HttpServletResponse response) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (status == null) {
            throw CommonProblem.NOT_FOUND.refusal("There is nothing at this address.");
        }
        // What has begun stays broken off: Tomcat closes its connection.
        if (!response.isCommitted()) {
            throw (int) status < SERVER_ERROR
                    ? CommonProblem.INVALID_REQUEST.refusal("The request cannot be answered.")
                    : RefusalAdvice.defect();
        }
    }
}
