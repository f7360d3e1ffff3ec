// SPDX-License-Identifier: MIT
#include "formats/collection/collected.h"

#include "text/unescape.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxProposedName = 60;
constexpr qsizetype kMaxReference = 200; ///< bytes between the braces; what is longer is content
constexpr qsizetype kMaxReferencesNoted = 20;

/// All texts of a request that may have variables.
template <typename Use>
void forEachTextOf(PastedRequest &request, Use use)
{
    QByteArray url = request.url.toUtf8();
    use(url);
    request.url = QString::fromUtf8(url);
    for (Header &field : request.headers.fields) {
        use(field.name);
        use(field.value);
    }
    for (BodyPiece &piece : request.body)
        use(piece.bytes);
    for (FormPart &part : request.form) {
        use(part.name);
        use(part.value);
    }
    use(request.userPassword);
}

/// Why what stands in the braces is no variable here; empty for one.
QString faultOf(QByteArrayView inner)
{
    const QString shown = u"{{%1}}"_s.arg(QString::fromUtf8(inner));
    if (inner.contains(".response.") || inner.contains(".request."))
        return u"%1 refers to another request, which is not supported: write the value"_s.arg(shown);
    if (inner.startsWith('$'))
        return u"%1 is made up for each request, which is not supported: write a value"_s.arg(shown);
    if (!isVariableName(inner))
        return u"%1 is not a name of a variable here, it stays as it is"_s.arg(shown);
    return {};
}

/// Content that only looks like one: JSON, templates.
bool looksLikeName(QByteArrayView inner)
{
    return !inner.isEmpty() && inner.size() <= kMaxReference &&
           std::none_of(inner.begin(), inner.end(), [](char c) { return QByteArrayView("\r\n{}\"'<>:").contains(c); });
}

void findReferences(QByteArrayView text, QStringList &notes)
{
    for (qsizetype at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
        const QByteArrayView rest = text.sliced(at + 2).first(std::min(text.size() - at - 2, kMaxReference + 4));
        const qsizetype end = rest.indexOf("}}");
        const QByteArrayView inner = end < 0 ? QByteArrayView() : rest.first(end).trimmed();
        if (!looksLikeName(inner))
            continue;
        const QString fault = faultOf(inner);
        if (!fault.isEmpty() && notes.size() < kMaxReferencesNoted && !notes.contains(fault))
            notes.append(fault);
    }
}

bool isOfName(QChar c)
{
    return c.isLetterOrNumber() || u"-_.~{}"_s.contains(c);
}

} // namespace

QString proposedName(const QByteArray &method, const QString &url)
{
    const QString plain = url.left(url.indexOf(u'?') < 0 ? url.size() : url.indexOf(u'?')).section(u'#', 0, 0);
    const qsizetype scheme = plain.indexOf("//"_L1);
    const QString behind = scheme < 0 ? plain : plain.sliced(scheme + 2);
    const qsizetype slash = behind.indexOf(u'/');
    QString what = slash < 0 ? QString() : behind.sliced(slash + 1);
    if (what.isEmpty())
        what = behind.left(slash < 0 ? behind.size() : slash).section(u'@', -1);
    for (QChar &c : what) {
        if (!isOfName(c))
            c = u'-';
    }
    while (what.endsWith(u'-'))
        what.chop(1);
    what.remove(u"{{"_s).remove(u"}}"_s);
    return (QString::fromUtf8(method) + u' ' + what).trimmed().left(kMaxProposedName);
}

const QByteArray *ValueScope::find(const QByteArray &name) const
{
    for (const ValueScope *scope = this; scope; scope = scope->above) {
        if (const auto found = scope->values.constFind(name); found != scope->values.constEnd())
            return &*found;
    }
    return nullptr;
}

QHash<QByteArray, QByteArray> valuesOf(const QList<Variable> &variables)
{
    QHash<QByteArray, QByteArray> values;
    for (const Variable &variable : variables)
        values.insert(variable.name.toUtf8(), variable.value.toUtf8());
    return values;
}

QByteArray writtenOut(const QByteArray &text, const ValueScope &scope, QStringList &used, qsizetype limit)
{
    QByteArray out;
    qsizetype done = 0;
    for (VariablePlace place = nextVariable(text, 0); place.length > 0 && out.size() <= limit;
         place = nextVariable(text, place.start + place.length)) {
        const QByteArray *value = scope.find(place.name.toByteArray());
        if (!value || out.size() + value->size() > limit)
            continue;
        out += QByteArrayView(text).sliced(done, place.start - done);
        out += *value;
        done = place.start + place.length;
        const QString name = QString::fromUtf8(place.name);
        if (used.size() < kMaxReferencesNoted && !used.contains(name))
            used.append(name);
    }
    return done == 0 ? text : out + QByteArrayView(text).sliced(done).toByteArray();
}

PastedRequest writtenOut(PastedRequest request, const ValueScope &scope)
{
    QStringList used;
    forEachTextOf(request, [&](QByteArray &text) { text = writtenOut(text, scope, used); });
    for (const QString &name : std::as_const(used))
        request.notes.append(u"{{%1}} counts for a part of the collection only, its value is written out"_s.arg(name));
    return request;
}

void noteReferences(PastedRequest &request)
{
    QStringList found;
    forEachTextOf(request, [&](QByteArray &text) { findReferences(text, found); });
    request.notes += found;
}

void applyAuth(PastedRequest &request, const CollectedAuth &auth)
{
    const bool hasOwn = request.headers.contains("Authorization");
    if (auth.type.isEmpty() || auth.type == "none" || auth.type == "noauth")
        return;
    if (auth.type == "basic" || auth.type == "digest") {
        request.userPassword = auth.user + ':' + auth.password;
        request.auth = auth.type == "basic" ? AuthChoice::Basic : AuthChoice::Digest;
    } else if (auth.type == "bearer") {
        if (!hasOwn)
            request.headers.append("Authorization", "Bearer " + auth.token);
    } else if (auth.type == "apikey" && auth.inQuery) {
        addParameters(request, {QString::fromUtf8(auth.key + '=' + auth.token)});
    } else if (auth.type == "apikey") {
        if (!auth.key.isEmpty())
            request.headers.append(auth.key, auth.token);
    } else {
        request.notes.append(u"authentication \"%1\" is not supported: set the field Authorization"_s.arg(
            QString::fromUtf8(auth.type.left(kMaxProposedName))));
    }
}

QByteArray formBody(const QList<FormField> &fields)
{
    const auto encoded = [](const QByteArray &text) {
        QByteArray out;
        qsizetype done = 0;
        for (VariablePlace place = nextVariable(text, 0); place.length > 0; place = nextVariable(text, done)) {
            out +=
                encodeForm(QByteArrayView(text).sliced(done, place.start - done)) + text.mid(place.start, place.length);
            done = place.start + place.length;
        }
        return out + encodeForm(QByteArrayView(text).sliced(done));
    };
    QByteArrayList pairs;
    for (const FormField &field : fields)
        pairs.append(encoded(field.name) + '=' + encoded(field.value));
    return pairs.join('&');
}

void noteSwitchedOff(PastedRequest &request, const QStringList &names)
{
    if (!names.isEmpty())
        request.notes.append(u"switched off and left out: %1"_s.arg(names.join(u", "_s)));
}

void setPathParameters(PastedRequest &request, const QHash<QString, QString> &values)
{
    if (values.isEmpty())
        return;
    const qsizetype query = request.url.indexOf(u'?');
    QStringList segments = request.url.left(query < 0 ? request.url.size() : query).split(u'/');
    for (QString &segment : segments) {
        const auto found = segment.startsWith(u':') ? values.constFind(segment.sliced(1)) : values.constEnd();
        if (found != values.constEnd())
            segment = *found;
    }
    request.url = segments.join(u'/') + (query < 0 ? QString() : request.url.sliced(query));
}

void setContentType(PastedRequest &request, const QByteArray &type)
{
    if (!type.isEmpty() && !request.headers.contains("Content-Type"))
        request.headers.append("Content-Type", type);
}

void addParameters(PastedRequest &request, const QStringList &pairs)
{
    if (pairs.isEmpty())
        return;
    const qsizetype hash = request.url.indexOf(u'#');
    const QString before = hash < 0 ? request.url : request.url.left(hash);
    const QString fragment = hash < 0 ? QString() : request.url.sliced(hash);
    request.url = before + (before.contains(u'?') ? u'&' : u'?') + pairs.join(u'&') + fragment;
}

QByteArray graphqlBody(const QByteArray &query, const QByteArray &variables)
{
    QByteArray body = R"({"query": ")" + jsonEncoded(query) + '"';
    if (const QByteArray trimmed = variables.trimmed(); !trimmed.isEmpty())
        body += R"(, "variables": )" + trimmed;
    return body + '}';
}

} // namespace hopscope
