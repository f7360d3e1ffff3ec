// SPDX-License-Identifier: MIT
#include "ui/request/bodydraft.h"

#include "net/pastedtrace.h"
#include "text/jsontree.h"

#include <QFileInfo>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kTypes[] = {
    ""_L1,
    "text/plain; charset=utf-8"_L1,
    "application/json"_L1,
    "application/x-www-form-urlencoded"_L1,
    "multipart/form-data"_L1,
    "application/octet-stream"_L1,
};
static_assert(std::size(kTypes) == BodyDraft::ModeCount);

bool isText(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes).toUtf8() == bytes && !bytes.contains('\0') && !bytes.contains('\r');
}

QList<FormField> fieldsOf(const QList<Pair> &pairs)
{
    QList<FormField> fields;
    for (const Pair &pair : pairs) {
        if (pair.on)
            fields.append({pair.name.toUtf8(), pair.value.toUtf8()});
    }
    return fields;
}

QList<FormPart> partsOf(const QList<Pair> &pairs)
{
    QList<FormPart> parts;
    for (const Pair &pair : pairs) {
        if (!pair.on)
            continue;
        FormPart part{.name = pair.name.toUtf8(), .type = pair.type.toUtf8(), .fileName = pair.fileName.toUtf8()};
        if (pair.isFile)
            part.file = pair.value;
        else
            part.value = pair.value.toUtf8();
        parts.append(part);
    }
    return parts;
}

bool readsAsForm(BodyDraft &draft)
{
    for (const FormField &field : readFormFields(draft.bytes))
        draft.fields.append({.name = QString::fromUtf8(field.name), .value = QString::fromUtf8(field.value)});
    return writeFormFields(fieldsOf(draft.fields)) == draft.bytes;
}

bool readsAsMultipart(BodyDraft &draft, const QByteArray &boundary)
{
    const auto parts = readMultipart(draft.bytes, boundary);
    if (!parts || boundary != boundaryFor(*parts))
        return false;
    for (const FormPart &part : *parts) {
        if (!isText(part.value) || !part.fileName.isEmpty())
            return false;
    }
    draft.parts = draftOf(*parts).parts;
    return true;
}

} // namespace

QString typeOf(BodyDraft::Mode mode)
{
    return kTypes[mode];
}

QString typeOf(const BodyDraft &draft)
{
    return draft.type.isNull() ? typeOf(draft.mode) : draft.type;
}

BodyDraft draftOf(const RequestContent &content, const QByteArray &type)
{
    BodyDraft draft{.bytes = content.bytes, .file = content.file};
    const QByteArray essence = type.split(';').constFirst().trimmed().toLower();
    if (!content.file.isEmpty())
        draft.mode = BodyDraft::File;
    else if (content.bytes.isEmpty())
        draft.mode = BodyDraft::None;
    else if ((essence.endsWith("/json") || essence.endsWith("+json")) && readJson(content.bytes))
        draft.mode = BodyDraft::Json;
    else if (essence == "application/x-www-form-urlencoded" && readsAsForm(draft))
        draft.mode = BodyDraft::Form;
    else if (essence == "multipart/form-data" && readsAsMultipart(draft, boundaryOf(type)))
        draft.mode = BodyDraft::Multipart;
    else
        draft.mode = BodyDraft::Text;
    if (draft.mode == BodyDraft::Form || draft.mode == BodyDraft::Multipart)
        draft.bytes.clear();
    else
        draft.fields.clear();
    return draft;
}

BodyDraft draftOf(const QList<FormPart> &parts)
{
    BodyDraft draft{.mode = parts.isEmpty() ? BodyDraft::None : BodyDraft::Multipart};
    for (const FormPart &part : parts)
        draft.parts.append({.name = QString::fromUtf8(part.name),
                            .value = part.file.isEmpty() ? QString::fromUtf8(part.value) : part.file,
                            .isFile = !part.file.isEmpty(),
                            .type = QString::fromUtf8(part.type),
                            .fileName = QString::fromUtf8(part.fileName)});
    return draft;
}

Result<RequestContent> contentOf(const BodyDraft &draft, QByteArray &type)
{
    type = typeOf(draft).toUtf8();
    switch (draft.mode) {
    case BodyDraft::Text:
    case BodyDraft::Json:
        return RequestContent{draft.bytes, {}};
    case BodyDraft::Form:
        return RequestContent{writeFormFields(fieldsOf(draft.fields)), {}};
    case BodyDraft::Multipart:
        return multipartContent(partsOf(draft.parts), type);
    case BodyDraft::File:
        if (draft.file.isEmpty())
            return Result<RequestContent>::failure(u"The body is a file: choose one, or choose \"No body\"."_s);
        return RequestContent{{}, draft.file};
    default:
        type.clear();
        return RequestContent();
    }
}

qint64 sizeOf(const BodyDraft &draft)
{
    QList<FormPart> parts = partsOf(draft.parts);
    qint64 files = 0;
    for (const FormPart &part : std::as_const(parts))
        files += part.file.isEmpty() ? 0 : QFileInfo(part.file).size();
    switch (draft.mode) {
    case BodyDraft::Text:
    case BodyDraft::Json:
        return draft.bytes.size();
    case BodyDraft::Form:
        return writeFormFields(fieldsOf(draft.fields)).size();
    case BodyDraft::Multipart:
        return writeMultipart(parts, boundaryFor(parts)).size() + files;
    case BodyDraft::File:
        return QFileInfo(draft.file).size();
    default:
        return 0;
    }
}

} // namespace hopscope
