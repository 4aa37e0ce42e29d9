// oneDNN's bare LSTM primitive: forward, and where it trains backward, without embedding, read-out,
// loss and update. Talks to the driver as worker.py does; the driver sends plain words here:
//
//   prepare train|infer batch time input hidden classes file   the file holds floats: what is read
//   losses 1                                                   [T B I], W [4H I], U [4H H], b [4H],
//   measure seconds                                            read-out [C H], its bias [C]

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "oneapi/dnnl/dnnl.hpp"

using namespace dnnl;
using tag = memory::format_tag;
using Floats = std::vector<float>;
using Arguments = std::unordered_map<int, memory>;

namespace {

const engine cpu(engine::kind::cpu, 0);
stream queue(cpu);

memory::desc describe(const memory::dims &dims, tag format) {
  return {dims, memory::data_type::f32, format};
}

/// Memory in the form that the primitive asks for, filled from plain floats.
memory reordered(const Floats &from, const memory::desc &plain, const memory::desc &wanted) {
  memory source(plain, cpu, const_cast<float *>(from.data())), out(wanted, cpu);
  reorder(source, out).execute(queue, source, out);
  queue.wait();
  return out;
}

memory filled(const memory::desc &desc, float value) {
  memory out(desc, cpu);
  auto *floats = static_cast<float *>(out.get_data_handle());
  std::fill(floats, floats + desc.get_size() / sizeof(float), value);
  return out;
}

/// A row of the benchmark.
class Lstm {
 public:
  Lstm(bool trains, int64_t batch, int64_t time, int64_t input, int64_t hidden, int64_t classes,
       std::ifstream &file)
      : trains(trains), batch(batch), time(time), hidden(hidden), classes(classes) {
    auto take = [&](int64_t count) {
      Floats floats(count);
      file.read(reinterpret_cast<char *>(floats.data()), count * sizeof(float));
      if (!file) throw std::runtime_error("the file of weights ends too early");
      return floats;
    };
    const Floats x = take(time * batch * input), w = take(4 * hidden * input);
    const Floats u = take(4 * hidden * hidden), b = take(4 * hidden);
    readout = take(classes * hidden);
    bias = take(classes);
    // PyTorch's order of the gates is oneDNN's too: input, forget, candidate, output.
    const memory::dims w_dims{1, 1, input, 4, hidden}, u_dims{1, 1, hidden, 4, hidden};
    const auto x_desc = describe({time, batch, input}, tag::tnc);
    const auto y_desc = describe({time, batch, hidden}, tag::tnc);
    const auto b_desc = describe({1, 1, 4, hidden}, tag::ldgo);
    const auto w_any = describe(w_dims, tag::any), u_any = describe(u_dims, tag::any);
    const auto w_plain = describe(w_dims, tag::ldgoi), u_plain = describe(u_dims, tag::ldgoi);
    const memory::desc none;
    const lstm_forward::primitive_desc forward_desc(
        cpu, trains ? prop_kind::forward_training : prop_kind::forward_inference,
        rnn_direction::unidirectional_left2right, x_desc, none, none, w_any, u_any, b_desc, y_desc,
        none, none);
    y = memory(y_desc, cpu);
    forward = lstm_forward(forward_desc);
    const memory x_memory = reordered(x, x_desc, x_desc), b_memory = reordered(b, b_desc, b_desc);
    forward_arguments = {
        {DNNL_ARG_SRC_LAYER, x_memory},
        {DNNL_ARG_WEIGHTS_LAYER, reordered(w, w_plain, forward_desc.weights_layer_desc())},
        {DNNL_ARG_WEIGHTS_ITER, reordered(u, u_plain, forward_desc.weights_iter_desc())},
        {DNNL_ARG_BIAS, b_memory},
        {DNNL_ARG_DST_LAYER, y}};
    kind = forward_desc.impl_info_str();
    if (!trains) return;
    const memory workspace(forward_desc.workspace_desc(), cpu);
    forward_arguments[DNNL_ARG_WORKSPACE] = workspace;
    const lstm_backward::primitive_desc backward_desc(
        cpu, prop_kind::backward, rnn_direction::unidirectional_left2right, x_desc, none, none,
        w_any, u_any, b_desc, y_desc, none, none, x_desc, none, none, w_any, u_any, b_desc, y_desc,
        none, none, forward_desc);
    backward = lstm_backward(backward_desc);
    backward_arguments = {
        {DNNL_ARG_SRC_LAYER, x_memory},
        {DNNL_ARG_WEIGHTS_LAYER, reordered(w, w_plain, backward_desc.weights_layer_desc())},
        {DNNL_ARG_WEIGHTS_ITER, reordered(u, u_plain, backward_desc.weights_iter_desc())},
        {DNNL_ARG_BIAS, b_memory},
        {DNNL_ARG_DST_LAYER, y},
        {DNNL_ARG_WORKSPACE, workspace},
        {DNNL_ARG_DIFF_SRC_LAYER, memory(x_desc, cpu)},
        {DNNL_ARG_DIFF_WEIGHTS_LAYER, filled(backward_desc.diff_weights_layer_desc(), 0)},
        {DNNL_ARG_DIFF_WEIGHTS_ITER, filled(backward_desc.diff_weights_iter_desc(), 0)},
        {DNNL_ARG_DIFF_BIAS, filled(b_desc, 0)},
        {DNNL_ARG_DIFF_DST_LAYER, filled(y_desc, 1e-3f)}};
  }

  void run(int64_t count) {
    for (int64_t i = 0; i < count; i++) {
      forward.execute(queue, forward_arguments);
      if (trains) backward.execute(queue, backward_arguments);
    }
    queue.wait();
  }

  /// The cross-entropy of the answers from the last state: what the others report as their loss.
  double loss() {
    forward.execute(queue, forward_arguments);
    queue.wait();
    const float *last = static_cast<float *>(y.get_data_handle()) + (time - 1) * batch * hidden;
    double sum = 0;
    for (int64_t row = 0; row < batch; row++) {
      std::vector<double> outputs(bias.begin(), bias.end());
      double total = 0;
      for (int64_t c = 0; c < classes; c++) {
        for (int64_t k = 0; k < hidden; k++)
          outputs[c] += double(readout[c * hidden + k]) * last[row * hidden + k];
        total += std::exp(outputs[c]);
      }
      sum += std::log(total) - outputs[5 * row % classes];
    }
    return sum / double(batch);
  }

  std::string kind;

 private:
  bool trains;
  int64_t batch, time, hidden, classes;
  Floats readout, bias;
  memory y;
  lstm_forward forward;
  lstm_backward backward;
  Arguments forward_arguments, backward_arguments;
};

double wall() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processor() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

/// Processor milliseconds of a step, median and least, measured as worker.py does.
std::string measure(Lstm &lstm, double seconds) {
  lstm.run(3);
  double began = wall();
  lstm.run(3);
  const auto size = int64_t(std::clamp(9e-3 / std::max(wall() - began, 1e-6), 1.0, 1000.0));
  std::vector<double> blocks;
  for (began = wall(); blocks.size() < 5 || wall() - began < seconds;) {
    const double before = processor();
    lstm.run(size);
    blocks.push_back((processor() - before) / double(size) * 1e3);
  }
  std::sort(blocks.begin(), blocks.end());
  std::ostringstream out;
  out << "{\"cpu_ms\":" << blocks[blocks.size() / 2] << ",\"cpu_ms_min\":" << blocks[0] << "}";
  return out.str();
}

std::unique_ptr<Lstm> prepare(std::istream &words) {
  std::string mode, path;
  int64_t batch, time, input, hidden, classes;
  words >> mode >> batch >> time >> input >> hidden >> classes >> path;
  std::ifstream file(path, std::ios::binary);
  return std::make_unique<Lstm>(mode == "train", batch, time, input, hidden, classes, file);
}

}  // namespace

int main() {
  const auto *v = dnnl_version();
  std::cout << "{\"name\":\"oneDNN\",\"version\":\"" << v->major << "." << v->minor << "."
            << v->patch << "\"}" << std::endl;
  std::cout.precision(17);
  std::unique_ptr<Lstm> lstm;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string op;
    words >> op;
    try {
      if (op == "prepare") {
        lstm = prepare(words);
        std::cout << "{\"note\":\"" << lstm->kind << "\"}" << std::endl;
      } else if (op == "losses" && lstm) {
        std::cout << "{\"losses\":[" << lstm->loss() << "]}" << std::endl;
      } else if (op == "measure" && lstm) {
        double seconds = 0;
        words >> seconds;
        std::cout << measure(*lstm, seconds) << std::endl;
      } else {
        std::cout << "{\"error\":\"oneDNN cannot do that\"}" << std::endl;
      }
    } catch (const std::exception &error) {
      std::cout << "{\"error\":\"" << error.what() << "\"}" << std::endl;
    }
  }
}
