// Command generator prints the JSON Schema bundle of what a Job, CronJob, Pod or PodTemplate can hold,
// read from the OpenAPI definitions that the Kubernetes API server is compiled with.
// It has no go.mod: scripts/generate-schemas.ts writes one for each Kubernetes version.
package main

import (
	"encoding/json"
	"log"
	"os"
	"regexp"
	"slices"
	"strings"

	"k8s.io/kube-openapi/pkg/common"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"k8s.io/kubernetes/pkg/generated/openapi"
)

type object = map[string]any

// kinds are the roots, in the order in which a document is compared with them.
var kinds = []struct{ apiVersion, kind, definition string }{
	{"batch/v1", "Job", "batch.v1.Job"},
	{"batch/v1", "JobList", "batch.v1.JobList"},
	{"batch/v1", "CronJob", "batch.v1.CronJob"},
	{"batch/v1", "CronJobList", "batch.v1.CronJobList"},
	{"v1", "Pod", "core.v1.Pod"},
	{"v1", "PodList", "core.v1.PodList"},
	{"v1", "PodTemplate", "core.v1.PodTemplate"},
	{"v1", "PodTemplateList", "core.v1.PodTemplateList"},
	{"v1", "List", "List"},
}

// written are the definitions whose JSON form is decided by Go code, which OpenAPI does not tell.
var written = map[string]object{
	"List": {
		"type": "object",
		"properties": object{
			"apiVersion": object{"type": "string"},
			"kind":       object{"type": "string"},
			"metadata":   object{"$ref": "#/$defs/meta.v1.ListMeta"},
			"items":      object{"type": "array", "items": object{"$ref": "#"}},
		},
		"required": []string{"items"},
	},
	"intstr.IntOrString": {"type": []string{"integer", "string"}, "format": "int-or-string"},
	"resource.Quantity": {
		"type":    []string{"string", "number"},
		"format":  "quantity",
		"pattern": `^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$`,
	},
}

func main() {
	definitions := map[string]common.OpenAPIDefinition{}
	reference := func(name string) spec.Ref { return spec.MustCreateRef("#/$defs/" + short(name)) }
	for name, definition := range openapi.GetOpenAPIDefinitions(reference) {
		if strings.Contains(name, "k8s.io/api") || strings.HasPrefix(name, "io.k8s.api") {
			definitions[short(name)] = definition
		}
	}
	reached := object{}
	branches := []object{}
	for _, k := range kinds {
		reach(k.definition, definitions, reached)
		branches = append(branches, object{
			"if": object{
				"properties": object{"apiVersion": object{"const": k.apiVersion}, "kind": object{"const": k.kind}},
				"required":   []string{"apiVersion", "kind"},
			},
			"then": object{"$ref": "#/$defs/" + k.definition},
		})
	}
	bundle, err := json.Marshal(object{
		"$schema":  "https://json-schema.org/draft/2020-12/schema",
		"$defs":    reached,
		"allOf":    branches,
		"required": []string{"apiVersion", "kind"},
		"type":     "object",
	})
	if err != nil {
		log.Fatal(err)
	}
	os.Stdout.Write(bundle)
}

// reach adds the definition and everything that it refers to.
func reach(name string, definitions map[string]common.OpenAPIDefinition, reached object) {
	if _, done := reached[name]; done || name == "#" {
		return
	}
	schema := any(written[name])
	if written[name] == nil {
		definition, known := definitions[name]
		if !known {
			log.Fatalf("no OpenAPI definition %q", name)
		}
		schema = compact(asJSON(definition.Schema))
	}
	reached[name] = schema
	for _, match := range referred.FindAllStringSubmatch(string(must(json.Marshal(schema))), -1) {
		reach(match[1], definitions, reached)
	}
}

var referred = regexp.MustCompile(`"#/\$defs/([^"]+)"`)

// compact drops prose and defaults, unwraps references and closes objects: the server refuses unknown fields.
func compact(value any) any {
	switch value := value.(type) {
	case []any:
		for i, item := range value {
			value[i] = compact(item)
		}
	case object:
		if all, ok := value["allOf"].([]any); ok && len(all) == 1 {
			return all[0]
		}
		for _, keyword := range dropped {
			delete(value, keyword)
		}
		for keyword, inner := range value {
			if keyword != "properties" {
				value[keyword] = compact(inner)
				continue
			}
			for name, property := range inner.(object) {
				inner.(object)[name] = compact(property)
			}
			value["additionalProperties"] = false
		}
		for _, keyword := range []string{"enum", "required"} {
			if list, ok := value[keyword].([]any); ok {
				slices.SortFunc(list, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
			}
		}
	}
	return value
}

var dropped = []string{"description", "default", "x-kubernetes-patch-merge-key", "x-kubernetes-patch-strategy"}

// short turns "k8s.io/api/batch/v1.Job" and "io.k8s.api.batch.v1.Job" into "batch.v1.Job".
func short(name string) string {
	parts := strings.Split(strings.ReplaceAll(name, "/", "."), ".")
	if strings.HasPrefix(parts[len(parts)-2], "v") {
		return strings.Join(parts[len(parts)-3:], ".")
	}
	return strings.Join(parts[len(parts)-2:], ".")
}

func asJSON(schema spec.Schema) (value any) {
	if err := json.Unmarshal(must(json.Marshal(schema)), &value); err != nil {
		log.Fatal(err)
	}
	return value
}

func must(data []byte, err error) []byte {
	if err != nil {
		log.Fatal(err)
	}
	return data
}
