package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** {@code GET /openapi.yaml}: what all calls are. Holds no secret, so nobody is asked who calls. */
final class DocumentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/yaml");
        response.setCharacterEncoding("UTF-8");
        try (InputStream document = DocumentServlet.class.getResourceAsStream("/openapi.yaml")) {
            Objects.requireNonNull(document, "openapi.yaml is part of the jar").transferTo(response.getOutputStream());
        }
    }
}
