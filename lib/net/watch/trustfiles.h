// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/authority.h"

#include <QProcessEnvironment>

namespace hopscope
{

/// The authority, and the files by which programs learn of it. All are the owner's only.
struct TrustFiles {
    Authority authority;
    QString certificate; ///< the authority's, and what NODE_EXTRA_CA_CERTS has, PEM
    QString bundle;      ///< with those that the system trusts, PEM
    QString javaStore;   ///< the same for Java; empty if it could not be made
    QString wgetrc;      ///< the user's own settings of wget and the bundle
    QString phpFolder;   ///< with settings for PHP
};

inline constexpr QLatin1StringView kJavaStorePassword("changeit"); ///< Java's usual one; there is no secret in the file

/// $XDG_DATA_HOME/hopscope/watch.
QString trustFolder();
/// Reads or makes the authority in `folder`, and writes what of the files is not there or not up to date. `environment`
/// says which certificates the user trusts (SSL_CERT_FILE and its like) and where settings of wget are. The error is
/// one sentence that names the file.
Result<TrustFiles> trustFilesIn(const QString &folder, const QProcessEnvironment &environment);

} // namespace hopscope
