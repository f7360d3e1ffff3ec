// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace hopscope
{

/// One line a hop: number, bar on the time line of the chain, duration. Shares model and selection with the chain.
class Waterfall : public QListView
{
    Q_OBJECT

public:
    explicit Waterfall(QWidget *parent = nullptr);
};

} // namespace hopscope
