// What the readers of a route's nodes share while one tree is read.
#pragma once

#include "core/config/sections.h"

namespace sb::config {

struct Tree {
  Context& context;
  Once ids{"node id"};
  int nodes = 0;
  int level = 0;
  int uncached = 0;  // nodes on the way below which no cache can act
};

// A node with everything below it.
void readNode(const Value& value, Node& out, Tree& tree);
// … as one of the children of `out`.
void readChild(const Value& value, Node& out, Tree& tree);

// The node kinds of the file. Each reads what stands behind the kind's name.
struct KindReader {
  std::string_view name;
  Node::Kind kind;
  void (*read)(const Value& value, Node& out, Tree& tree);
};
const std::vector<KindReader>& kindReaders();

}  // namespace sb::config
