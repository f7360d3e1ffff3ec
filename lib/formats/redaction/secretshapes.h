// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hopscope
{

/// A secret that its form tells, whatever the field is called that holds it.
struct ShapedSecret {
    qsizetype start = -1; ///< -1: there is none
    qsizetype length = 0;
    QByteArray name; ///< "JSON Web Token", ...
};

/// The first in `text` behind `from`: a JSON Web Token (RFC 7519), or a key whose issuer gives it a prefix.
ShapedSecret nextShapedSecret(QByteArrayView text, qsizetype from);

} // namespace hopscope
