// SPDX-License-Identifier: MIT
#include "formats/redaction/redactfile.h"

#include "formats/redaction/marks.h"
#include "formats/redaction/secrets.h"
#include "http/headers.h"
#include "text/jsontree.h"
#include "text/unescape.h"
#include "trace/tracejson.h"

#include <algorithm>
#include <functional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kUrlMembers[] = {"url", "redirectURL", "documentURL", "location", "target", "_url"};
constexpr QByteArrayView kParameterLists[] = {"queryString", "params"};

const JsonNode *memberOf(const JsonNode &object, QByteArrayView name)
{
    if (object.type != JsonType::Object)
        return nullptr;
    const auto found = std::find_if(object.children.begin(), object.children.end(),
                                    [&](const JsonNode &member) { return member.name == name; });
    return found == object.children.end() ? nullptr : &*found;
}

QByteArray bytesOf(const JsonNode &object, QByteArrayView name)
{
    const JsonNode *member = memberOf(object, name);
    return member ? member->bytes() : QByteArray();
}

/// Goes over the tree of a HAR and notes which texts of the file become others.
class HarRedaction
{
public:
    HarRedaction(const QByteArray &har, Secrets &secrets) : m_har(har), m_secrets(secrets) {}

    /// The file with all edits of a walk over `tree`.
    QByteArray walked(const JsonNode &tree, bool counts)
    {
        m_edits.clear();
        m_counts = counts;
        countFor(kOutsideOfEntries);
        value(tree, {});
        countFor(-1);
        QByteArray out;
        qsizetype done = 0;
        for (const Edit &edit : m_edits) {
            out += QByteArrayView(m_har).sliced(done, edit.start - done);
            out += edit.text;
            done = edit.start + edit.length;
        }
        return m_edits.isEmpty() ? m_har : out + m_har.sliced(done);
    }

private:
    struct Edit {
        qsizetype start = 0;
        qsizetype length = 0;
        QByteArray text;
    };
    using Change = std::function<QByteArray(const QByteArray &)>;

    void countFor(int entry) { m_secrets.countFor(m_counts ? entry : -1); }

    /// Whether the text becomes another one.
    bool change(const JsonNode &node, const Change &to)
    {
        if (node.type != JsonType::Text)
            return false;
        const QByteArray before = node.bytes();
        const QByteArray after = to(before);
        if (after == before)
            return false;
        m_edits.append({node.raw.data() - m_har.constData(), node.raw.size(), jsonEncoded(after)});
        return true;
    }

    bool changeBase64(const JsonNode &node, const Change &to)
    {
        return change(node, [&](const QByteArray &text) {
            const QByteArray bytes = QByteArray::fromBase64(text);
            const QByteArray out = to(bytes);
            return out == bytes ? text : out.toBase64();
        });
    }

    void value(const JsonNode &node, QByteArrayView key)
    {
        if (node.type == JsonType::Object)
            object(node, key);
        else if (node.type == JsonType::List)
            list(node, key);
        else
            text(node, key);
    }

    void text(const JsonNode &node, QByteArrayView key)
    {
        if (key == "base64" || key.endsWith("Base64"))
            changeBase64(node, [&](const QByteArray &bytes) { return m_secrets.content({}, bytes, m_kind); });
        else if (isOneOf(kUrlMembers, key))
            change(node, [&](const QByteArray &url) { return m_secrets.url(url); });
        else
            change(node, [&](const QByteArray &bytes) { return m_secrets.fieldValue(key, bytes); });
    }

    void object(const JsonNode &node, QByteArrayView key)
    {
        if (key == "postData" || key == "content")
            return body(node, key == "postData" ? MessageKind::Request : MessageKind::Response);
        if (key == "wire")
            return wire(node);
        if (key == "request")
            m_kind = MessageKind::Request;
        else if (key == "response")
            m_kind = MessageKind::Response;
        for (const JsonNode &member : node.children)
            value(member, member.name);
    }

    void body(const JsonNode &node, MessageKind kind)
    {
        m_kind = kind;
        const QByteArray type = bytesOf(node, "mimeType");
        const bool isBase64 = bytesOf(node, "encoding") == "base64";
        const Change redact = [&](const QByteArray &bytes) { return m_secrets.content(type, bytes, kind); };
        for (const JsonNode &member : node.children) {
            if (member.name != "text") {
                value(member, member.name);
                continue;
            }
            const bool changed = isBase64 ? changeBase64(member, redact) : change(member, redact);
            (kind == MessageKind::Request ? m_hidesSent : m_hidesReceived) |= changed;
        }
    }

    /// Whether there was a secret.
    bool frames(const JsonNode &http2)
    {
        const qsizetype before = m_edits.size();
        const JsonNode *list = memberOf(http2, "frames");
        for (const JsonNode &frame : list ? list->children : QList<JsonNode>()) {
            for (const JsonNode &member : frame.children) {
                if (member.name != "fields")
                    value(member, member.name);
                for (const JsonNode &field : member.children)
                    named(field, "headers");
            }
        }
        return m_edits.size() > before;
    }

    void wire(const JsonNode &node)
    {
        const JsonNode *http2 = memberOf(node, "http2");
        const bool hasSecret = http2 && frames(*http2);
        for (const JsonNode &member : node.children) {
            const bool isSent = member.name == "sent";
            if (isSent || member.name == "received")
                changeBase64(member, [&](const QByteArray &bytes) {
                    const bool isHidden = hasSecret || (isSent ? m_hidesSent : m_hidesReceived);
                    if (http2)
                        return isHidden || m_secrets.text(bytes) != bytes ? kHiddenContent.toByteArray() : bytes;
                    return redactedWire(m_secrets, bytes, isSent ? MessageKind::Request : MessageKind::Response,
                                        isSent ? m_hidesSent : m_hidesReceived);
                });
        }
    }

    void list(const JsonNode &node, QByteArrayView key)
    {
        const bool areEntries = key == "entries";
        for (qsizetype i = 0; i < node.children.size(); ++i) {
            const JsonNode &item = node.children.at(i);
            if (areEntries) {
                countFor(int(i));
                m_hidesSent = m_hidesReceived = false;
                entry(item);
                countFor(kOutsideOfEntries);
            } else if (key == "headers" || key == "requestHeaders" || isOneOf(kParameterLists, key) ||
                       key == "cookies") {
                named(item, key);
            } else if (key == "ledger") {
                row(item);
            } else if (key == "_webSocketMessages") {
                message(item);
            } else {
                value(item, key);
            }
        }
    }

    /// What Hopscope adds stands before the messages, whose content tells whether that of the wire is hidden.
    void entry(const JsonNode &node)
    {
        const qsizetype first = m_edits.size();
        for (const JsonNode &member : node.children) {
            if (member.name != "_hopscope")
                value(member, member.name);
        }
        // A name may stand twice.
        for (const JsonNode &member : node.children) {
            if (member.name == "_hopscope")
                value(member, member.name);
        }
        std::sort(m_edits.begin() + first, m_edits.end(),
                  [](const Edit &a, const Edit &b) { return a.start < b.start; });
    }

    /// {"name": ..., "value": ...} of fields, cookies and parameters.
    void named(const JsonNode &node, QByteArrayView list)
    {
        const QByteArray name = bytesOf(node, "name");
        for (const JsonNode &member : node.children) {
            if (member.name == "value")
                change(member, [&](const QByteArray &bytes) { return namedValue(list, name, bytes); });
            else if (member.name != "name")
                value(member, member.name);
        }
    }

    QByteArray namedValue(QByteArrayView list, const QByteArray &name, const QByteArray &bytes)
    {
        if (list == "cookies")
            return m_secrets.cookieValue(name, bytes);
        const QByteArray out = m_secrets.fieldValue(name, bytes);
        return out == bytes && isOneOf(kParameterLists, list) ? m_secrets.content({}, bytes, MessageKind::Request)
                                                              : out;
    }

    void row(const JsonNode &node)
    {
        const QByteArray part = bytesOf(node, "part");
        for (const JsonNode &member : node.children) {
            const bool isPart = member.name == "before" || member.name == "after";
            value(member, isPart ? QByteArrayView(part) : member.name);
        }
    }

    void message(const JsonNode &node)
    {
        const MessageKind kind = bytesOf(node, "type") == "send" ? MessageKind::Request : MessageKind::Response;
        for (const JsonNode &member : node.children) {
            if (member.name == "data")
                change(member, [&](const QByteArray &bytes) { return m_secrets.content({}, bytes, kind); });
            else
                value(member, member.name);
        }
    }

    const QByteArray &m_har;
    Secrets &m_secrets;
    QList<Edit> m_edits;
    bool m_counts = false;
    MessageKind m_kind = MessageKind::Response;
    bool m_hidesSent = false;
    bool m_hidesReceived = false;
};

RedactedFile redactedHar(const QByteArray &har, const JsonNode &tree, const RedactionOptions &options)
{
    Secrets secrets(options, highestMark(har));
    HarRedaction redaction(har, secrets);
    // learns every secret, so that the second walk finds one that is echoed before its field
    redaction.walked(tree, true);
    const QList<Removed> removed = secrets.takeRemoved();
    return {redaction.walked(tree, false), removed};
}

} // namespace

Result<RedactedFile> redactedFile(const QByteArray &file, const RedactionOptions &options)
{
    const auto failure = [](const QString &why) { return Result<RedactedFile>::failure(why); };
    const QString wanted = u"give a HAR or a trace file; convert makes one of other recordings"_s;
    const Result<JsonNode> tree = readJson(file);
    if (!tree)
        return failure(u"it is not JSON (%1): %2"_s.arg(tree.error, wanted));
    if (memberOf(*tree, "hops")) {
        const Result<Trace> trace = readTrace(file);
        if (!trace)
            return failure(u"it is no trace file that can be read (%1)"_s.arg(trace.error));
        const Redaction redaction = redacted(*trace, options);
        return RedactedFile{redaction.trace == *trace ? file : writeTrace(redaction.trace), redaction.removed};
    }
    const JsonNode *log = memberOf(*tree, "log");
    const JsonNode *entries = log ? memberOf(*log, "entries") : nullptr;
    if (!entries || entries->type != JsonType::List)
        return failure(u"it has neither the \"log.entries\" of a HAR nor the \"hops\" of a trace: "_s + wanted);
    return redactedHar(file, *tree, options);
}

} // namespace hopscope
