// SPDX-License-Identifier: MIT
#pragma once

#include "ui/files/filejob.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace hopscope
{

/// Ends work that is under way on another thread: set it to true, and `done` is not called.
using CancelFlag = std::shared_ptr<std::atomic_bool>;

/// Runs `work` on a thread of its own and calls `done` on the receiver's, unless it was canceled or the receiver is
/// gone by then. `work` is given a function that hands percents to `progress`, on the receiver's thread too.
template <typename T>
CancelFlag onThread(QObject *receiver, const Progress &progress,
                    const std::function<T(const std::atomic_bool &canceled, const Progress &tell)> &work,
                    const std::function<void(const T &)> &done)
{
    const auto canceled = std::make_shared<std::atomic_bool>(false);
    const auto result = std::make_shared<std::optional<T>>();
    auto *job = new FileJob([work, result, canceled](const Progress &tell) { *result = work(*canceled, tell); });
    QObject::connect(job, &FileJob::progressed, receiver, [progress, canceled](int percent) {
        if (!*canceled && progress)
            progress(percent);
    });
    QObject::connect(job, &QThread::finished, receiver, [done, result, canceled] {
        if (!*canceled)
            done(**result);
    });
    job->start();
    return canceled;
}

} // namespace hopscope
