// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "net/tracerequest.h"
#include "text/jsonreader.h"

#include <QJsonObject>

#include <optional>

namespace hopscope
{

inline constexpr int kRequestFileVersion = 1;
inline constexpr qint64 kMaxRequestFileBytes = 64 * 1024 * 1024;

/// All that the user asks for: client, method, URL, fields, content, and the options of requestOptions() that are not
/// as usual. What the client knows from earlier visits, and whether it goes step by step, is not part of it.
QJsonObject requestToJson(const TraceRequest &request);
/// The reverse; members besides those are faults of `value`.
TraceRequest requestFromJson(const JsonValue &value);

/// The same as a file, UTF-8, indented.
QByteArray writeRequest(const TraceRequest &request);
/// The error names line, place and reason.
Result<TraceRequest> readRequest(const QByteArray &file);

/// A request as a collection keeps it: a request file with two more members, "order" and "notes".
struct SavedRequest {
    TraceRequest request;
    std::optional<qint64> order; ///< before those without one and with a higher one
    QStringList notes;           ///< what the user or an import says about it

    bool operator==(const SavedRequest &) const = default;
};

QByteArray writeSavedRequest(const SavedRequest &saved);
Result<SavedRequest> readSavedRequest(const QByteArray &file);

/// `request` with placeholders such as "[redacted 1]" in the place of the secrets that an export would leave out; a
/// body that is a file stays its name, and a "{{variable}}" stays where it stands alone for the secret.
TraceRequest withoutSecrets(TraceRequest request, const RedactionOptions &options);
/// What withoutSecrets() made of `whole` put placeholders in: a request with these parts of `whole` only; a default one
/// if it took nothing out.
TraceRequest takenOut(const TraceRequest &whole, const TraceRequest &shown);
/// `shown` with those parts again. A file or a key store may have other ones than were taken out; they are put in
/// whole.
TraceRequest putBack(TraceRequest shown, const TraceRequest &taken);

} // namespace hopscope
