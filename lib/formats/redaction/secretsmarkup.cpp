// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/plainvalues.h"
#include "http/ascii.h"
#include "http/headers.h"

#include <algorithm>

// What is secret in HTML and XML: elements and attributes that are called so, inputs and meta elements. The bytes
// around the secrets stay as they are, also those that are neither.
namespace hopscope
{

namespace
{

constexpr QByteArrayView kCdata = "<![CDATA[";
constexpr QByteArrayView kComment = "<!--";
constexpr QByteArrayView kDataPrefix = "data-";
constexpr QByteArrayView kValueElements[] = {"value", "string", "textarea", "entry", "property", "setting", "dd"};
/// Attributes that say what an element is called, and those that then hold its value.
constexpr QByteArrayView kNaming[] = {"name", "id", "property", "key", "itemprop", "type"};
constexpr QByteArrayView kHolding[] = {"value", "content"};

/// Offset behind the ">" of the tag that starts at `at`; the end of the text if there is none.
qsizetype endOfTag(const QByteArray &text, qsizetype at)
{
    char quote = '\0';
    for (++at; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if ((c == '"' || c == '\'') && text[at - 1] == '=')
            quote = c;
        else if (c == '>')
            return at + 1;
        else if (c == '<')
            return at;
    }
    return at;
}

/// An attribute of a tag: where its value stands, without quotes.
struct Attribute {
    QByteArray name;
    qsizetype start = 0;
    qsizetype length = 0;
};

QList<Attribute> attributesOf(const QByteArray &tag)
{
    QList<Attribute> attributes;
    const auto isEndOfName = [](char c) {
        return ascii::isHtmlSpace(c) || c == '=' || c == '>' || c == '<' || c == '/';
    };
    const auto skip = [&](qsizetype at, const auto &isSkipped) {
        return qsizetype(std::find_if_not(tag.begin() + at, tag.end(), isSkipped) - tag.begin());
    };
    const auto isOfName = [&](char c) { return !isEndOfName(c); };
    qsizetype at = skip(std::min<qsizetype>(1, tag.size()), isOfName); // behind the element's name
    while (at < tag.size()) {
        at = skip(at, isEndOfName);
        const qsizetype nameEnd = skip(at, isOfName);
        const QByteArray name = tag.mid(at, nameEnd - at);
        at = skip(nameEnd, ascii::isHtmlSpace);
        if (at >= tag.size() || tag[at] != '=')
            continue;
        at = skip(at + 1, ascii::isHtmlSpace);
        const char quote = at < tag.size() ? tag[at] : '\0';
        const bool isQuoted = quote == '"' || quote == '\'';
        const qsizetype start = isQuoted ? at + 1 : at;
        const auto isOfValue = [&](char c) { return isQuoted ? c != quote : !ascii::isHtmlSpace(c) && c != '>'; };
        const qsizetype end = skip(std::min(start, tag.size()), isOfValue);
        attributes.append({name, start, end - start});
        at = isQuoted ? std::min(end + 1, tag.size()) : end;
    }
    return attributes;
}

/// HTML's own element for program text, and in XML often the name of an error.
bool isHarmlessCode(const QByteArray &name, const QByteArray &value, bool isHtml)
{
    constexpr qsizetype statusDigits = 3;
    return equalsIgnoringCase(name, "code") && (isHtml || isErrorName(value) || value.size() <= statusDigits);
}

/// "token" of "<ns:token attribute>"; empty for an end tag, a comment or a declaration.
QByteArray elementName(const QByteArray &tag)
{
    qsizetype end = 1;
    while (end < tag.size() && !ascii::isHtmlSpace(tag[end]) && tag[end] != '>' && tag[end] != '/')
        ++end;
    const QByteArray name = tag.mid(1, end - 1);
    if (name.isEmpty())
        return tag.left(2) == "</" ? QByteArray("/") : QByteArray();
    return name.startsWith('!') || name.startsWith('?') ? QByteArray() : name.mid(name.lastIndexOf(':') + 1);
}

/// What stands between a tag and the next one.
struct ElementText {
    QByteArray element;
    QByteArray called; ///< the secret name that an attribute gives it
    QByteArray label;  ///< the secret name that stood in front
    QByteArray text;
};

/// The secret name that `text` is: "Password", "API key:".
QByteArray labelOf(QByteArray text, const SecretRules &rules)
{
    if (text.endsWith(':'))
        text.chop(1);
    return rules.mayBeSecret(text) ? text : QByteArray();
}

/// The name under which the text of an element is secret; empty if it is not.
QByteArray nameOfText(const ElementText &content, const SecretRules &rules, bool ofRequest)
{
    const PairContext context{.ofRequest = ofRequest};
    const auto isSecret = [&](const QByteArray &name) {
        return !name.isEmpty() && rules.isSecret(name, content.text, PairPlace::Json, context);
    };
    if (isSecret(content.element))
        return content.element;
    // Of elements that hold what was entered or set, each value; of others what was drawn by chance.
    const bool holds = isOneOf(kValueElements, content.element) || looksDrawn(content.text);
    if (holds && rules.isOn("kind named element") && isSecret(content.called))
        return content.called;
    return holds && isSecret(content.label) ? content.label : QByteArray();
}

} // namespace

QByteArray Secrets::tag(const QByteArray &tag, QByteArray &called)
{
    const QList<Attribute> attributes = attributesOf(tag);
    called.clear(); // the secret name that another attribute gives to the value
    for (const Attribute &attribute : attributes) {
        const QByteArray value = tag.mid(attribute.start, attribute.length);
        if (isOneOf(kNaming, attribute.name) && m_rules.mayBeSecret(value))
            called = value;
    }
    QByteArray out;
    qsizetype done = 0;
    for (const Attribute &attribute : attributes) {
        const bool holds = !called.isEmpty() && isOneOf(kHolding, attribute.name);
        const QByteArray name = holds ? called
                                : attribute.name.toLower().startsWith(kDataPrefix)
                                    ? attribute.name.sliced(kDataPrefix.size())
                                    : attribute.name;
        const QByteArray value = tag.mid(attribute.start, attribute.length);
        if (!m_rules.isSecret(name, value, PairPlace::Parameter))
            continue;
        out +=
            tag.mid(done, attribute.start - done) + marked(value, SecretPlace::ContentField, name, SecretForm::Markup);
        done = attribute.start + attribute.length;
    }
    return done == 0 ? tag : out + tag.mid(done);
}

QByteArray Secrets::markup(const QByteArray &text, bool isHtml)
{
    QByteArray out;
    qsizetype done = 0;
    QByteArray label; // a secret name that stood as the text of the element before
    for (qsizetype at = text.indexOf('<'); at >= 0; at = text.indexOf('<', done)) {
        if (QByteArrayView(text).sliced(at).startsWith(kComment)) {
            const qsizetype start = at + kComment.size();
            const qsizetype close = text.indexOf("-->", start);
            const QByteArray comment = text.mid(start, close < 0 ? -1 : close - start);
            out +=
                text.mid(done, start - done) +
                (m_rules.isOn("kind comment") ? pairs(comment, BareValues::AtLineStart, PairPlace::Settings) : comment);
            done = start + comment.size();
            continue;
        }
        const qsizetype end = endOfTag(text, at);
        const QByteArray raw = text.mid(at, end - at);
        const QByteArray element = elementName(raw);
        QByteArray called;
        out += text.mid(done, at - done) + tag(raw, called);
        done = end;
        if (element.isEmpty() || element.startsWith('/') || raw.endsWith("/>"))
            continue;
        const bool isCdata = text.mid(end, kCdata.size()) == kCdata;
        const qsizetype start = isCdata ? end + kCdata.size() : end;
        const qsizetype next = isCdata ? text.indexOf("]]>", start) : text.indexOf('<', start);
        const QByteArray value = text.mid(start, next < 0 ? -1 : next - start);
        const ElementText content{.element = element, .called = called, .label = label, .text = value.trimmed()};
        const QByteArray name = nameOfText(content, m_rules, m_kind == MessageKind::Request);
        if (!content.text.isEmpty())
            label = m_rules.isOn("kind element pair") ? labelOf(content.text, m_rules) : QByteArray();
        out += text.mid(end, start - end);
        out += name.isEmpty() || isHarmlessCode(name, content.text, isHtml)
                   ? value
                   : marked(value, SecretPlace::ContentField, name, SecretForm::Markup);
        done = start + value.size();
    }
    return out + text.mid(done);
}

} // namespace hopscope
