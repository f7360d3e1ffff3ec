// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hopscope
{

class CollectionStore;

/// The environment that requests are sent with, and a line that asks for the value of a secret variable that has none.
class EnvironmentBar : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBar(QWidget *parent = nullptr);

    /// Once; `store` outlives the bar.
    void setStore(CollectionStore *store);

private:
    void refresh();
    void edit(bool isNew);
    void takeSecret();

    CollectionStore *m_store = nullptr;
    QComboBox *m_box;
    QPushButton *m_edit;
    QPushButton *m_new;
    QWidget *m_prompt;
    QLabel *m_asked;
    QLineEdit *m_value;
    QPushButton *m_set;
};

} // namespace hopscope
