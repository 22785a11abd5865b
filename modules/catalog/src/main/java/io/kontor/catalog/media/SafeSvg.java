package io.kontor.catalog.media;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A vector picture with only what draws: no script, no events, nothing foreign embedded, nothing fetched from
 * elsewhere, no entities. What is not on the list is taken out.
 */
record SafeSvg(byte[] bytes, int width, int height) {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int ELEMENTS_MAX = 50_000;
    private static final int DEPTH_MAX = 200;
    private static final int USES_MAX = 500;
    private static final Set<String> ELEMENTS = Set.of(
            "svg",
            "g",
            "defs",
            "symbol",
            "use",
            "title",
            "desc",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "tspan",
            "linearGradient",
            "radialGradient",
            "stop",
            "pattern",
            "clipPath",
            "mask",
            "marker",
            "filter",
            "feBlend",
            "feColorMatrix",
            "feComponentTransfer",
            "feComposite",
            "feDropShadow",
            "feFlood",
            "feFuncA",
            "feFuncB",
            "feFuncG",
            "feFuncR",
            "feGaussianBlur",
            "feMerge",
            "feMergeNode",
            "feMorphology",
            "feOffset",
            "feTurbulence");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "url\\s*\\(\\s*['\"]?\\s*[^#'\"\\s]|@|\\\\|/\\*|expression|javascript:|data:|image-set|image\\s*\\(");

    static SafeSvg of(byte[] bytes) {
        try {
            var parser = parser().newDocumentBuilder();
            // The default one writes to the console what people send.
            parser.setErrorHandler(new DefaultHandler());
            var document = parser.parse(new ByteArrayInputStream(bytes));
            var root = document.getDocumentElement();
            if (!"svg".equals(root.getLocalName())) {
                throw refusal("It is not an SVG picture.");
            }
            var counts = new Counts();
            clean(root, counts, 0);
            var size = Size.of(root);
            return new SafeSvg(write(root), size.width(), size.height());
        } catch (SAXException | IOException malformed) {
            throw refusal("It is not well-formed SVG, or has a document type, which is not taken.");
        } catch (ParserConfigurationException | TransformerException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    private static DocumentBuilderFactory parser() throws ParserConfigurationException {
        var parser = DocumentBuilderFactory.newDefaultInstance();
        parser.setNamespaceAware(true);
        parser.setXIncludeAware(false);
        parser.setExpandEntityReferences(false);
        parser.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        // Without a document type there are no entities: nothing to expand without end, nothing to fetch.
        parser.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        parser.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        parser.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return parser;
    }

    private static final class Counts {
        private int elements;
        private int uses;

        void count(Element element, int depth) {
            elements++;
            uses += "use".equals(element.getLocalName()) ? 1 : 0;
            if (elements > ELEMENTS_MAX || depth > DEPTH_MAX || uses > USES_MAX) {
                throw refusal("It has too many elements. Simplify it.");
            }
        }
    }

    private static void clean(Element element, Counts counts, int depth) {
        counts.count(element, depth);
        cleanAttributes(element);
        var children = new ArrayList<Node>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            children.add(child);
        }
        for (var child : children) {
            switch (child) {
                case Element inner
                when SVG.equals(inner.getNamespaceURI()) && ELEMENTS.contains(inner.getLocalName()) ->
                    clean(inner, counts, depth + 1);
                case org.w3c.dom.Text _ -> {}
                default -> element.removeChild(child);
            }
        }
    }

    private static void cleanAttributes(Element element) {
        var attributes = new ArrayList<Attr>();
        for (var at = 0; at < element.getAttributes().getLength(); at++) {
            attributes.add((Attr) element.getAttributes().item(at));
        }
        attributes.stream().filter(attribute -> !isSafe(attribute)).forEach(element::removeAttributeNode);
    }

    private static boolean isSafe(Attr attribute) {
        var name = String.valueOf(attribute.getLocalName()).toLowerCase(Locale.ROOT);
        var value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
        if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
            return true;
        }
        if (name.startsWith("on") || name.equals("base")) {
            return false;
        }
        if (name.equals("href")) {
            return value.startsWith("#");
        }
        return attribute.getNamespaceURI() == null && !ELSEWHERE.matcher(value).find();
    }

    private static byte[] write(Element root) throws TransformerException {
        var transformers = TransformerFactory.newDefaultInstance();
        transformers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        var transformer = transformers.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        var out = new ByteArrayOutputStream();
        transformer.transform(new DOMSource(root), new StreamResult(out));
        return out.toByteArray();
    }

    /** The size it draws itself in: its viewBox, else its width and height, else a square. */
    private record Size(int width, int height) {
        private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

        static Size of(Element root) {
            var box = root.getAttribute("viewBox").strip().split("[\\s,]+");
            return box.length == 4
                    ? new Size(pixels(box[2]), pixels(box[3]))
                    : new Size(pixels(root.getAttribute("width")), pixels(root.getAttribute("height")));
        }

        private static int pixels(String length) {
            var number = NUMBER.matcher(length);
            return number.lookingAt() ? Math.max(1, (int) Math.round(Double.parseDouble(number.group()))) : 800;
        }
    }

    private static Refusal refusal(String detail) {
        return CatalogProblem.PICTURE_REFUSED.refusal(detail);
    }
}
