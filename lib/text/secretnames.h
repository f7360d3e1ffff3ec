// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <span>

namespace hopscope
{

/// Which values are secret under a name.
enum class SecretHolds {
    Nothing, ///< none
    Random,  ///< what was drawn by chance and is long: the name also stands for something else
    Drawn,   ///< what is neither a number, nor words, nor a sentence
    Pin,     ///< four to eight digits, or as Drawn
    Every,   ///< all
};

/// A name of header fields, parameters, cookies and fields of content.
struct SecretName {
    QByteArrayView name;                        ///< lower case, letters and digits only
    bool ending = false;                        ///< longer names that end so count as well
    SecretHolds parameter = SecretHolds::Every; ///< in header fields, queries and forms
    SecretHolds content = SecretHolds::Every;   ///< in JSON, XML, settings, programs
    const char *of = nullptr;                   ///< the product or specification that has it; nullptr: common
};

/// All names, for documentation and tests.
std::span<const SecretName> secretNames();
/// Names that end like a secret one and are none: "next_page_token".
std::span<const QByteArrayView> publicNames();

/// What of it is secret under `name`, without the row called `off` of both tables. Case, "-", "_", "." and a number at
/// the end do not matter: "user[password]", "New-Password1", "wsse:Password".
const SecretName *findSecretName(QByteArrayView name, QByteArrayView off = {});

/// Whether a header field, parameter, cookie or field of content called `name` holds a secret: "access_token",
/// "user[password]", "Password1".
bool isSecretName(QByteArrayView name);

} // namespace hopscope
