// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/variables.h"
#include "formats/redaction/redaction.h"
#include "net/tracerequest.h"

namespace hopscope
{

/// `request` with its variables replaced, in URL, names and values of fields, content (of bytes that are UTF-8; a file
/// is sent as it is), user name and password, and the options that are texts or files. A URL that began with a variable
/// gets a scheme if the value has none. The error names the first variable without a value, and where it stands.
Result<TraceRequest> resolved(TraceRequest request, const Variables &variables);

/// The variables that resolved() would replace, each once.
QStringList variableNames(const TraceRequest &request);

/// A secret that stands in a field, and the variable to write in its place.
struct SecretProposal {
    qsizetype field = 0; ///< of the request's headers
    Variable variable;   ///< with the value that stands there now
    QByteArray value;    ///< of the field: "Bearer {{token}}"

    bool operator==(const SecretProposal &) const = default;
};

/// For each field whose name is that of a secret and whose value is none of a variable: "Authorization: Bearer
/// {{token}}". Names of variables differ from each other.
QList<SecretProposal> secretProposals(const TraceRequest &request, const RedactionOptions &options);
/// The request with all of them in place.
TraceRequest withProposals(TraceRequest request, const QList<SecretProposal> &proposals);

} // namespace hopscope
