// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/decide.h"

namespace hopscope
{

/// What is sent first in an example: a body stands for any body.
struct MatrixQuestion {
    QByteArray method = "POST";
    bool withBody = true;

    bool operator==(const MatrixQuestion &) const = default;
};

/// What becomes of the body of the first request.
enum class BodyFate { None, Kept, Lost };
/// How a client goes on after a redirect: Unsent when it cannot send the first request at all.
enum class MatrixStep { Follows, Stops, Fails, Unsent };

/// What one client does after one status with a Location on the same origin.
struct MatrixCell {
    MatrixStep step = MatrixStep::Stops;
    QByteArray method; ///< of the next request; for Follows only
    BodyFate body = BodyFate::None;
    QString reason;
    QString source;

    /// Same thing done, whatever the reason.
    bool sameAs(const MatrixCell &other) const
    {
        return step == other.step && method == other.method && body == other.body;
    }
    bool operator==(const MatrixCell &) const = default;
};

/// What the client does with the first request of an example after `status` with a Location on the same origin.
Decision exampleDecision(const ClientProfile &profile, int status, const MatrixQuestion &question);
MatrixCell matrixCell(const ClientProfile &profile, int status, const MatrixQuestion &question);

} // namespace hopscope
