package org.waymark.query.web.published;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.stereotype.Component;
import org.waymark.query.published.PublishedIssue;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.web.Texts;
import org.waymark.query.web.XmlText;

/** What changed from paper to paper as an Atom feed (RFC 4287): an entry for each paper, whose id never changes. */
@Component
class PublishedFeed {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    private final PublishedWording wording;
    private final Texts texts;
    private final XMLOutputFactory factory = XMLOutputFactory.newFactory();

    PublishedFeed(PublishedWording wording, Texts texts) {
        this.wording = wording;
        this.texts = texts;
    }

    byte[] written(PublishedPlan plan, List<PublishedIssue> issues) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = factory.createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setDefaultNamespace(ATOM);
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            String page = "/published/" + plan.planId();
            text(xml, "id", urn(plan.planId() + "\n" + plan.created()));
            text(xml, "title", texts.get("published.feed.title", plan.title()));
            text(xml, "updated", plan.paper().issuedAt().toString());
            link(xml, "self", "application/atom+xml", page + "/changes.atom");
            link(xml, "alternate", "text/html", page + "/changes");
            xml.writeStartElement("author");
            text(xml, "name", plan.owner());
            xml.writeEndElement();
            for (PublishedIssue issue : issues) {
                entry(xml, plan, issue, page);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Memory takes every feed", e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void entry(XMLStreamWriter xml, PublishedPlan plan, PublishedIssue issue, String page)
            throws XMLStreamException {
        xml.writeStartElement("entry");
        text(
                xml,
                "id",
                urn(plan.planId() + "\n" + issue.paper().hash() + "\n"
                        + issue.paper().issuedAt()));
        text(xml, "title", wording.title(issue));
        text(xml, "published", issue.paper().issuedAt().toString());
        text(xml, "updated", issue.paper().issuedAt().toString());
        link(xml, "alternate", "text/html", page + "/changes#" + PublishedWording.anchor(issue));
        text(xml, "summary", wording.summary(issue));
        if (!issue.changes().isEmpty()) {
            xml.writeStartElement("content");
            xml.writeAttribute("type", "xhtml");
            xml.writeStartElement("div");
            xml.writeDefaultNamespace(XHTML);
            xml.writeStartElement("ul");
            for (PublishedIssue.Change change : issue.changes()) {
                text(xml, "li", sentence(wording.changed(change)));
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private String sentence(PublishedWording.Changed changed) {
        String what = texts.get(
                "published.feed.change",
                changed.kind(),
                changed.action().reference(),
                changed.action().name());
        return changed.from().isEmpty() || changed.to().isEmpty()
                ? what
                : texts.get("published.feed.from-to", what, changed.from(), changed.to());
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(XmlText.allowed(text));
        xml.writeEndElement();
    }

    private static String urn(String of) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }
}
