// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <utility>

namespace hopscope
{

/// A value, or one sentence that says why there is none.
template <typename T>
struct Result {
    std::optional<T> value;
    QString error;

    Result(T v) : value(std::move(v)) {}
    static Result failure(const QString &why) { return Result(std::nullopt, why); }

    explicit operator bool() const { return value.has_value(); }
    const T &operator*() const { return *value; }
    T &operator*() { return *value; }
    const T *operator->() const { return &*value; }

private:
    Result(std::nullopt_t, QString why) : error(std::move(why)) {}
};

} // namespace hopscope
