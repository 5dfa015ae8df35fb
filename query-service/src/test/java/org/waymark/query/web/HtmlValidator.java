package org.waymark.query.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nu.validator.checker.Checker;
import nu.validator.checker.DuplicateDtChecker;
import nu.validator.checker.HeadingHierarchyChecker;
import nu.validator.checker.NormalizationChecker;
import nu.validator.checker.TextContentChecker;
import nu.validator.checker.UncheckedSubtreeWarner;
import nu.validator.checker.UsemapChecker;
import nu.validator.checker.jing.CheckerValidator;
import nu.validator.checker.schematronequiv.Assertions;
import nu.validator.checker.table.TableChecker;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import nu.validator.localentities.LocalCacheEntityResolver;
import nu.validator.vendor.thaiopensource.relaxng.impl.CombineValidator;
import nu.validator.vendor.thaiopensource.util.PropertyMap;
import nu.validator.vendor.thaiopensource.util.PropertyMapBuilder;
import nu.validator.vendor.thaiopensource.validate.IncorrectSchemaException;
import nu.validator.vendor.thaiopensource.validate.Schema;
import nu.validator.vendor.thaiopensource.validate.ValidateProperty;
import nu.validator.vendor.thaiopensource.validate.Validator;
import nu.validator.vendor.thaiopensource.validate.prop.rng.RngProperty;
import nu.validator.vendor.thaiopensource.validate.rng.CompactSchemaReader;
import nu.validator.vendor.thaiopensource.xml.sax.Jaxp11XMLReaderCreator;
import nu.validator.xml.NullEntityResolver;
import nu.validator.xml.ariaattributes.AriaAttributeDroppingSchemaWrapper;
import nu.validator.xml.customelements.NamespaceChangingSchemaWrapper;
import nu.validator.xml.dataattributes.DataAttributeDroppingSchemaWrapper;
import nu.validator.xml.langattributes.XmlLangAttributeDroppingSchemaWrapper;
import nu.validator.xml.roleattributes.RoleAttributeFilteringSchemaWrapper;
import nu.validator.xml.templateelement.TemplateElementDroppingSchemaWrapper;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The validator of the W3C (validator.nu) over one page: every element, attribute and child that the standard does not allow
 * there. Put together here of its parts, in the way of its own {@code SimpleDocumentValidator}: that one can also fetch pages,
 * and so brings the HTTP client of another server, which Spring would take for the one to use.
 */
final class HtmlValidator {

    private static final String HTML = "http://s.validator.nu/html5-all.rnc";

    /** Bytes. The grammar is one long chain of choices, and looked through by recursion. */
    private static final long STACK = 16 << 20;

    /** Read when it is first asked for, on the deep stack. */
    private static final class Grammar {
        private static final Schema SCHEMA = schema();
    }

    private HtmlValidator() {}

    /** What it calls errors and warnings, each with its line. Can be asked by several threads at once. */
    static List<String> faults(String html) {
        return onDeepStack(() -> look(html));
    }

    private static <T> T onDeepStack(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(null, task, "validator", STACK).start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<String> look(String html) {
        List<String> faults = new ArrayList<>();
        PropertyMap properties = properties(faults);
        Validator validator = Grammar.SCHEMA.createValidator(properties);
        for (Checker checker : checkers()) {
            validator = new CombineValidator(validator, new CheckerValidator(checker, properties));
        }
        HtmlParser parser = new HtmlParser();
        parser.setCommentPolicy(XmlViolationPolicy.ALLOW);
        parser.setContentNonXmlCharPolicy(XmlViolationPolicy.ALLOW);
        parser.setContentSpacePolicy(XmlViolationPolicy.ALTER_INFOSET);
        parser.setNamePolicy(XmlViolationPolicy.ALLOW);
        parser.setXmlnsPolicy(XmlViolationPolicy.ALTER_INFOSET);
        parser.setStreamabilityViolationPolicy(XmlViolationPolicy.ALLOW);
        parser.setMappingLangToXmlLang(true);
        parser.setContentHandler(validator.getContentHandler());
        parser.setErrorHandler(new Into(faults));
        try {
            parser.parse(new InputSource(new StringReader(html)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
        return faults;
    }

    private static List<Checker> checkers() {
        return List.of(
                new Assertions(),
                new TableChecker(),
                new DuplicateDtChecker(),
                new HeadingHierarchyChecker(),
                new NormalizationChecker(),
                new TextContentChecker(),
                new UncheckedSubtreeWarner(),
                new UsemapChecker());
    }

    /** What the standard leaves open (data attributes) or checkers look at instead (ARIA) is no matter for the grammar. */
    private static Schema schema() {
        List<String> faults = new ArrayList<>();
        try {
            Schema schema = CompactSchemaReader.getInstance()
                    .createSchema(entities().resolveEntity(null, HTML), properties(faults));
            schema = new DataAttributeDroppingSchemaWrapper(schema);
            schema = new AriaAttributeDroppingSchemaWrapper(schema);
            schema = new XmlLangAttributeDroppingSchemaWrapper(schema);
            schema = new RoleAttributeFilteringSchemaWrapper(schema);
            schema = new TemplateElementDroppingSchemaWrapper(schema);
            return new NamespaceChangingSchemaWrapper(schema);
        } catch (IOException | SAXException | IncorrectSchemaException e) {
            throw new IllegalStateException("The validator's own grammar cannot be read: " + faults, e);
        }
    }

    private static PropertyMap properties(List<String> faults) {
        PropertyMapBuilder properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new Into(faults));
        properties.put(ValidateProperty.ENTITY_RESOLVER, entities());
        properties.put(ValidateProperty.XML_READER_CREATOR, new Jaxp11XMLReaderCreator());
        RngProperty.CHECK_ID_IDREF.add(properties);
        return properties.toPropertyMap();
    }

    /** Out of the validator's own file, and from nowhere else. */
    private static LocalCacheEntityResolver entities() {
        LocalCacheEntityResolver entities = new LocalCacheEntityResolver(new NullEntityResolver());
        entities.setAllowRnc(true);
        return entities;
    }

    private record Into(List<String> faults) implements ErrorHandler {

        @Override
        public void warning(SAXParseException opinion) {
            faults.add("Line " + opinion.getLineNumber() + ", a warning: " + opinion.getMessage());
        }

        @Override
        public void error(SAXParseException fault) {
            faults.add("Line " + fault.getLineNumber() + ": " + fault.getMessage());
        }

        @Override
        public void fatalError(SAXParseException fault) {
            error(fault);
        }
    }
}
