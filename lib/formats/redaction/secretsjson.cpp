// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/jsonshape.h"
#include "formats/redaction/marks.h"
#include "formats/redaction/plainvalues.h"
#include "formats/redaction/secretshapes.h"
#include "http/ascii.h"
#include "http/headers.h"
#include "text/unescape.h"

#include <algorithm>

// What is secret in JSON. The bytes around the secrets stay as they are, also those that are no JSON.
namespace hopscope
{

namespace
{

qsizetype endOfNumber(const QByteArray &json, qsizetype at)
{
    const auto isOfNumber = [](char c) { return ascii::isDigit(c) || QByteArrayView("+-.eE").contains(c); };
    return std::find_if_not(json.begin() + at, json.end(), isOfNumber) - json.begin();
}

bool hasMember(const QByteArray &json, std::initializer_list<QByteArrayView> names)
{
    return json.contains('"') && std::any_of(names.begin(), names.end(), [&](QByteArrayView name) {
               return json.contains('"' + name.toByteArray() + '"');
           });
}

/// Whether a `code` of the JSON is one of authorization, whatever it looks like (RFC 6749 4.1.2 and 4.1.3).
bool speaksOfAuthorization(const QByteArray &json)
{
    return hasMember(json, {"grant_type", "redirect_uri", "code_verifier", "client_id", "state", "expires_in"});
}

/// Whether a `state` is one of authorization.
bool asksForAuthorization(const QByteArray &json)
{
    return hasMember(json, {"grant_type", "redirect_uri", "client_id", "response_type", "code_verifier"});
}

bool tellsOfError(const QByteArray &json)
{
    return hasMember(json, {"message", "msg", "error", "errors", "detail", "details", "title", "status", "description",
                            "error_description", "reason", "success", "ok"});
}

/// What holds the value of an object whose `name` says what it is.
constexpr QByteArrayView kHoldingNames[] = {"value", "val", "content", "text", "v", "data"};
/// What describes a value instead of being it: schemas, forms.
constexpr QByteArrayView kDescribing[] = {
    "type",      "title",     "description", "label", "placeholder", "format",  "message",  "pattern",
    "hint",      "id",        "name",        "kind",  "domain",      "path",    "sameSite", "autocomplete",
    "minLength", "maxLength", "min",         "max",   "length",      "required"};
/// The private members of RFC 7518 6.2.2, 6.3.2 and 6.4.1.
constexpr QByteArrayView kPrivateKeyMembers[] = {"d", "p", "q", "dp", "dq", "qi", "k"};
/// In a list of fields, names and values stand one behind the other.
constexpr QByteArrayView kListedFields[] = {"Authorization", "Proxy-Authorization", "Cookie",
                                            "Set-Cookie",    "X-Api-Key",           "X-Auth-Token"};

/// What holds the texts of a page, and messages of errors.
constexpr QByteArrayView kLabelOwners[] = {"labels",       "errors", "messages", "translations", "i18n",
                                           "placeholders", "locale", "strings",  "hints",        "validation"};

/// An open list or object.
struct Frame {
    JsonShape shape;
    QByteArray owner;      ///< the secret name to which it belongs, or none
    QByteArray key;        ///< of the member whose value comes next
    QByteArray before;     ///< a list: the text before
    bool ofLabels = false; ///< in what is called so
    int item = 0;          ///< a list: the number of the next value, from 0
};

/// Finds the name under which a value of JSON stands.
struct JsonNaming {
    const SecretRules &rules;

    QByteArray nameOf(const Frame &frame, const QByteArray &value = {}) const
    {
        const JsonShape &shape = frame.shape;
        if (shape.isList) {
            const bool isPair = shape.items == 2 && frame.item == 1 && (shape.isInList || looksDrawn(value));
            if (isPair && rules.isOn("kind array pair") && isName(shape.first))
                return jsonDecoded(shape.first);
            if (frame.item > 0 && isOneOf(kListedFields, frame.before) && rules.isOn("kind flat pair"))
                return frame.before;
            return frame.owner;
        }
        if (isName(frame.key))
            return jsonDecoded(frame.key);
        const bool isHolding = isOneOf(kHoldingNames, frame.key);
        if (isHolding && isName(shape.called) && rules.isOn("kind named value"))
            return jsonDecoded(shape.called);
        return isOneOf(kDescribing, frame.key) ? QByteArray() : frame.owner;
    }

    bool isSecret(const Frame &frame, const QByteArray &name, const QByteArray &value, PairContext context) const
    {
        context.ofPerson = frame.shape.ofPerson;
        context.ofAddress = frame.shape.ofAddress;
        context.ofLabels = (frame.shape.ofLabels || frame.ofLabels) && !context.ofRequest;
        const bool isOfKey = frame.shape.ofWebKey && isOneOf(kPrivateKeyMembers, frame.key);
        if (isOfKey && rules.isOn("kind JSON Web Key"))
            return !isMark(value);
        const bool isField = frame.shape.isList && frame.item > 0 && isOneOf(kListedFields, name);
        return isField || rules.isSecret(name, value, PairPlace::Json, context);
    }

private:
    bool isName(const QByteArray &raw) const { return !raw.isEmpty() && rules.mayBeSecret(jsonDecoded(raw)); }
};

} // namespace

CodeRule codeRuleOf(const QByteArray &json, MessageKind kind)
{
    return {.secret = kind == MessageKind::Request || speaksOfAuthorization(json), .ofError = tellsOfError(json)};
}

bool looksLikeJson(const QByteArray &text)
{
    const qsizetype at = skipJsonSpace(text, 0);
    const qsizetype next = skipJsonSpace(text, at + 1);
    if (next >= text.size())
        return false;
    return (text[at] == '{' && QByteArrayView("\"'}").contains(text[next])) ||
           (text[at] == '[' && QByteArrayView("\"'{[]-0123456789").contains(text[next]));
}

QByteArray Secrets::jsonString(const QByteArray &raw)
{
    if (!raw.contains('=') && !raw.contains(':') && !raw.contains('\\'))
        return raw;
    const QByteArray plain = jsonDecoded(raw);
    const QByteArray redactedPlain = inner(plain);
    return redactedPlain == plain ? raw : jsonEncoded(redactedPlain);
}

QByteArray Secrets::json(const QByteArray &text)
{
    const PairContext context{.ofRequest = m_kind == MessageKind::Request,
                              .ofAuthorization = asksForAuthorization(text),
                              .codes = codeRuleOf(text, m_kind)};
    const QList<JsonShape> shapes = jsonShapes(text);
    const JsonNaming naming{m_rules};
    qsizetype nextShape = 0;
    QByteArray out;
    QList<Frame> open{Frame()};
    const auto isSecret = [&](const QByteArray &name, const QByteArray &value, bool isNumber) {
        PairContext known = context;
        known.isNumber = isNumber;
        return naming.isSecret(open.last(), name, value, known);
    };
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        Frame &frame = open.last();
        if (c == '"' || (c == '\'' && m_rules.isOn("kind single quotes") && opensText(text, at))) {
            const qsizetype end = endOfJsonString(text, at);
            const QByteArray string = text.mid(at, end - at);
            const QByteArray raw = unquotedJson(string);
            const qsizetype next = skipJsonSpace(text, end);
            at = end;
            if (next < text.size() && text[next] == ':' && !frame.shape.isList) {
                frame.key = raw;
                out += string;
                continue;
            }
            const QByteArray name = naming.nameOf(frame, raw);
            if (raw.isEmpty())
                out += string;
            else if (isSecret(name, raw, false))
                out +=
                    c + marked(raw, SecretPlace::ContentField, name.isEmpty() ? frame.key : name, SecretForm::Json) + c;
            else
                out += QByteArray(string).replace(1, raw.size(), jsonString(raw));
            ++frame.item;
            frame.before = raw;
        } else if (ascii::isDigit(c) || c == '-') {
            const qsizetype end = std::max(endOfNumber(text, at), at + 1);
            const QByteArray number = text.mid(at, end - at);
            const QByteArray name = naming.nameOf(frame);
            if (isSecret(name, number, true))
                out += '"' + marked(number, SecretPlace::ContentField, name, SecretForm::Plain) + '"';
            else if (isCardNumber(number) && m_rules.isOn("kind card"))
                out += '"' + marked(number, SecretPlace::Shape, "card number", SecretForm::Plain) + '"';
            else
                out += number;
            at = end;
            ++frame.item;
        } else {
            if (c == '{' || c == '[') {
                const QByteArray owner = naming.nameOf(frame);
                const bool ofLabels = frame.ofLabels || isOneOf(kLabelOwners, frame.key);
                ++frame.item;
                open.append({.shape = nextShape < shapes.size() ? shapes.at(nextShape++) : JsonShape(),
                             .owner = owner,
                             .key = {},
                             .before = {},
                             .ofLabels = ofLabels});
            } else if ((c == '}' || c == ']') && open.size() > 1) {
                open.removeLast();
            }
            if (c == ',')
                open.last().key.clear();
            out += c;
            ++at;
        }
    }
    return out;
}

} // namespace hopscope
